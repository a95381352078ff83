/* Times two commands as whole processes, in turn, and prints medians and the ratio of the first to
 * the second: compare RUNS LABEL 'COMMAND A' 'COMMAND B'. Each command is run by sh; its output is
 * its own affair. Wall and CPU seconds and peak memory come from wait4. Exit status 1 when one
 * fails. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_RUNS = 101 };

typedef struct {
    double wall[MOST_RUNS], cpu[MOST_RUNS];
    long peak_kb;
} Times;

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void run(const char *command, Times *times, int index)
{
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || status != 0) {
        fprintf(stderr, "failed: %s\n", command);
        exit(1);
    }
    times->wall[index] = now() - start;
    times->cpu[index] = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    if (usage.ru_maxrss > times->peak_kb)
        times->peak_kb = usage.ru_maxrss;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int n)
{
    qsort(values, (size_t)n, sizeof *values, by_value);
    return values[n / 2];
}

int main(int argc, char **argv)
{
    static Times a, b, warm;
    int runs = argc == 5 ? atoi(argv[1]) : 0;
    if (runs < 1 || runs > MOST_RUNS) {
        fputs("compare RUNS LABEL 'COMMAND A' 'COMMAND B'\n", stderr);
        return 2;
    }
    run(argv[3], &warm, 0);
    run(argv[4], &warm, 0);
    for (int i = 0; i < runs; i++) {
        run(argv[3], &a, i);
        run(argv[4], &b, i);
    }
    double wall = median(a.wall, runs), cpu = median(a.cpu, runs);
    double other_wall = median(b.wall, runs), other_cpu = median(b.cpu, runs);
    printf("%-34s %8.1f %8.1f %8.1f %8.1f %7.2fx %7.2fx %8.1f\n", argv[2], wall * 1e3, cpu * 1e3,
           other_wall * 1e3, other_cpu * 1e3, wall / other_wall, cpu / other_cpu,
           (double)a.peak_kb / 1024);
    return 0;
}
