/* TC_CLONES: the function is compiled several times, and the program takes the version for the
 * processor that it runs on. It stands before plain loops over a block and nowhere else: their
 * results do not depend on it. A build with TIEUCHI_CLONES=OFF has the plain version alone, and so
 * has one under ThreadSanitizer, which is not ready yet when the program chooses. */
#ifndef TC_BASE_CLONES_H
#define TC_BASE_CLONES_H

#if defined(TIEUCHI_CLONES) && defined(__x86_64__) && defined(__gnu_linux__) &&                    \
    !defined(__clang__) && !defined(__SANITIZE_THREAD__)
#define TC_HAS_CLONES
#define TC_CLONES                                                                                  \
    __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4"), noinline))
#else
#define TC_CLONES
#endif

#endif
