/* GLib's locks over those of the C library, for ThreadSanitizer.
 *
 * GLib's own are made of system calls that the sanitizer does not see, so it would call every use
 * of them a race. A program that is linked with this file takes these instead. */
#define _GNU_SOURCE
#include <glib.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_mutex_t *mutex_of(GMutex *mutex)
{
    return (pthread_mutex_t *)mutex->p;
}

void g_mutex_init(GMutex *mutex)
{
    mutex->p = malloc(sizeof(pthread_mutex_t));
    pthread_mutex_init(mutex_of(mutex), NULL);
}

void g_mutex_clear(GMutex *mutex)
{
    pthread_mutex_destroy(mutex_of(mutex));
    free(mutex->p);
}

void g_mutex_lock(GMutex *mutex)
{
    pthread_mutex_lock(mutex_of(mutex));
}

void g_mutex_unlock(GMutex *mutex)
{
    pthread_mutex_unlock(mutex_of(mutex));
}

void g_cond_init(GCond *cond)
{
    cond->p = malloc(sizeof(pthread_cond_t));
    pthread_cond_init((pthread_cond_t *)cond->p, NULL);
}

void g_cond_clear(GCond *cond)
{
    pthread_cond_destroy((pthread_cond_t *)cond->p);
    free(cond->p);
}

void g_cond_wait(GCond *cond, GMutex *mutex)
{
    pthread_cond_wait((pthread_cond_t *)cond->p, mutex_of(mutex));
}

void g_cond_signal(GCond *cond)
{
    pthread_cond_signal((pthread_cond_t *)cond->p);
}

void g_cond_broadcast(GCond *cond)
{
    pthread_cond_broadcast((pthread_cond_t *)cond->p);
}

/* One lock for all that is made once: what is made may make other such things. */
static pthread_mutex_t *once_lock(void)
{
    static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
    return &lock;
}

gboolean(g_once_init_enter)(volatile void *location)
{
    gsize *value = (gsize *)location;
    pthread_mutex_lock(once_lock());
    if (__atomic_load_n(value, __ATOMIC_ACQUIRE) == 0)
        return TRUE; /* g_once_init_leave unlocks */
    pthread_mutex_unlock(once_lock());
    return FALSE;
}

void(g_once_init_leave)(volatile void *location, gsize result)
{
    __atomic_store_n((gsize *)location, result, __ATOMIC_RELEASE);
    pthread_mutex_unlock(once_lock());
}
