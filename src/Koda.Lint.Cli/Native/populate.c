/*
 * Asks the kernel for all pages of this program's zeroed data in one call, before the runtime writes them.
 *
 * A program compiled ahead of time unpacks its type tables at every start: four and a half megabytes here, each page of which would be a fault of its own,
 * half of all the faults of a short run. Faults are dear in virtual machines, which is where gates run. A kernel before 5.14 does not know
 * the advice and refuses it, and then all is as it would be without.
 */
extern char _edata[], _end[];
extern int madvise(void *address, unsigned long length, int advice);

/* The largest page of any processor this is built for; Linux's number for the advice. */
enum { PAGE = 65536, MADV_POPULATE_WRITE = 23 };

__attribute__((constructor)) static void populate(void)
{
    unsigned long first = ((unsigned long)_edata + PAGE - 1) & -(unsigned long)PAGE;
    unsigned long last = (unsigned long)_end & -(unsigned long)PAGE;
    if (first < last)
        madvise((void *)first, last - first, MADV_POPULATE_WRITE);
}
