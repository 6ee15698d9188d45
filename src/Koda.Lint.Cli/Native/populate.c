/*
 * Asks the kernel, before the runtime starts, for the pages that every run is going to use.
 *
 * Each would be a fault of its own otherwise, 160 of the 390 of a small check. Faults are dear in virtual machines, which is where gates run: one that has no
 * page tables of its own takes as long for one of them as for a dozen pages that are asked for at once. What a kernel does not know it refuses, and then all
 * is as it would be without.
 */
#define _DEFAULT_SOURCE
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Linux's numbers; older headers do not have them. */
enum { POPULATE_READ = 22, POPULATE_WRITE = 23 };

/* What is larger is not what it was taken for. */
enum { LARGEST = 64 * 1024 * 1024 };

/* The linker's names: all code of this program. */
extern char __executable_start[] __attribute__((weak));
extern char etext[] __attribute__((weak));

/*
 * The compiler's names. Static fields that refer to objects are set at the start, and a list has how far each is away from where it says so. Behind the fields
 * are the cells of calls through interfaces, each written when its call is made for the first time, and behind those the settings.
 */
extern const int32_t __GCStaticRegion[] __attribute__((weak));
extern char g_compilerEmbeddedSettingsBlob[] __attribute__((weak));

static void populate(const void *first, const void *end, int advice)
{
    uintptr_t start = (uintptr_t)first & -(uintptr_t)sysconf(_SC_PAGESIZE);
    if (first && (uintptr_t)end > start && (uintptr_t)end - start < LARGEST)
        madvise((void *)start, (uintptr_t)end - start, advice);
}

__attribute__((constructor)) static void populate_start(void)
{
    populate(__executable_start, etext, POPULATE_READ);
    if (__GCStaticRegion)
        populate((const char *)__GCStaticRegion + __GCStaticRegion[0], g_compilerEmbeddedSettingsBlob, POPULATE_WRITE);

    /* The runtime's own bookkeeping comes from what malloc takes first. */
    void *block = malloc(1);
    populate(block, sbrk(0), POPULATE_WRITE);
    free(block);
}
