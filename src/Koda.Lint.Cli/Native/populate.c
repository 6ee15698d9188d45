/*
 * Asks the kernel for all of this program's zeroed data in few large pages and at once, before the runtime writes it.
 *
 * A program compiled ahead of time unpacks its type tables at every start: four and a half megabytes here, each small page of which would be a fault of
 * its own, half of all the faults of a short run. Faults are dear in virtual machines, which is where gates run. What a kernel does not know or cannot
 * give it refuses, and then all is as it would be without.
 */
extern char _edata[], _end[];
extern int madvise(void *address, unsigned long length, int advice);

/* The largest small page of any processor this is built for; Linux's numbers for the advice. */
enum { PAGE = 65536, MADV_HUGEPAGE = 14, MADV_POPULATE_WRITE = 23 };

__attribute__((constructor)) static void populate(void)
{
    unsigned long first = ((unsigned long)_edata + PAGE - 1) & -(unsigned long)PAGE;
    unsigned long last = (unsigned long)_end & -(unsigned long)PAGE;
    if (first >= last)
        return;
    madvise((void *)first, last - first, MADV_HUGEPAGE);
    madvise((void *)first, last - first, MADV_POPULATE_WRITE);
}
