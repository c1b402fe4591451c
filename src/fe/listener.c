#define _GNU_SOURCE 1
#include "listener.h"

#include <errno.h>
#include <ev.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "connection.h"
#include "endpoint.h"
#include "fe.h"
#include "log.h"
#include "settings.h"

/* Accepted in one turn of the loop at most: others want to be served too. */
#define ACCEPT_BATCH 64

/* No descriptors, no memory: try again after this time. */
#define PAUSE_SECONDS 0.1

struct listener {
    struct fe *fe;
    ev_io ready;
    ev_timer pause;
    bool failing; /* the last try to accept failed, and the log says so */
};

/* ---- accept ---- */

/* An error of the connection that was to be accepted, not of the listener:
 * Linux hands them over like this (accept(2)). */
static bool is_of_the_connection(int error)
{
    static const int errors[] = {
        EINTR,  ECONNABORTED, EPROTO,     ENETDOWN,    ENOPROTOOPT, EHOSTDOWN,
        ENONET, EHOSTUNREACH, EOPNOTSUPP, ENETUNREACH, EPERM,       ETIMEDOUT};

    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
        if (errors[i] == error)
            return true;
    return false;
}

static void pause_accepting(struct listener *listener, int error)
{
    struct ev_loop *loop = listener->fe->loop;

    listener->fe->metrics.accept_failures++;
    if (!listener->failing)
        log_line(LOG_ERROR, "cannot accept connections: %s; trying again",
                 strerror(error));
    listener->failing = true;
    ev_io_stop(loop, &listener->ready);
    ev_timer_set(&listener->pause, PAUSE_SECONDS, 0.0);
    ev_timer_start(loop, &listener->pause);
}

static void on_pause_over(struct ev_loop *loop, ev_timer *timer, int events)
{
    struct listener *listener = timer->data;

    (void)events;
    ev_io_start(loop, &listener->ready);
}

/* Nobody is left who waits to be accepted. */
static void note_success(struct listener *listener)
{
    if (listener->failing)
        log_line(LOG_INFO, "connections are accepted again");
    listener->failing = false;
}

static void take(struct listener *listener, int socket,
                 const struct sockaddr_storage *address)
{
    struct ppv1_endpoint peer;

    if (endpoint_from_socket(address, &peer))
        connection_accept(listener->fe, socket, peer);
    else
        close(socket);
}

/* Accepts one.  false: there is none, for now. */
static bool accept_one(struct listener *listener)
{
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    int socket = accept4(listener->ready.fd, (struct sockaddr *)&address,
                         &length, SOCK_NONBLOCK | SOCK_CLOEXEC);

    if (socket >= 0) {
        take(listener, socket, &address);
        return true;
    }
    if (errno == EAGAIN) {
        note_success(listener);
        return false;
    }
    if (is_of_the_connection(errno))
        return true;
    pause_accepting(listener, errno);
    return false;
}

static void on_ready(struct ev_loop *loop, ev_io *watcher, int events)
{
    struct listener *listener = watcher->data;
    int left = ACCEPT_BATCH;

    (void)loop;
    (void)events;
    while (left > 0 && accept_one(listener))
        left--;
}

/* ---- open ---- */

static bool set_option(int socket, int level, int option, int value)
{
    return setsockopt(socket, level, option, &value, sizeof value) == 0;
}

/* Accepted sockets inherit these options (tcp(7), socket(7)). */
static bool set_options(int socket, const struct sockaddr_storage *address,
                        bool all)
{
    if (address->ss_family == AF_INET6 &&
        !set_option(socket, IPPROTO_IPV6, IPV6_V6ONLY, !all))
        return false;
    return set_option(socket, SOL_SOCKET, SO_REUSEADDR, 1) &&
           set_option(socket, SOL_SOCKET, SO_KEEPALIVE, 1) &&
           set_option(socket, IPPROTO_TCP, TCP_NODELAY, 1);
}

/* A socket that listens, or -1 and errno.  `all`: IPv4 on an IPv6 socket. */
static int listen_on(struct ppv1_endpoint endpoint, bool all)
{
    struct sockaddr_storage address;
    socklen_t length = endpoint_to_socket(endpoint, &address);
    int listening = socket(address.ss_family,
                           SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    if (listening < 0)
        return -1;
    if (set_options(listening, &address, all) &&
        bind(listening, (struct sockaddr *)&address, length) == 0 &&
        listen(listening, SOMAXCONN) == 0)
        return listening;
    int error = errno;
    close(listening);
    errno = error;
    return -1;
}

/* The one address, or all of them: an IPv6 socket that takes IPv4 as well,
 * or, on a machine without IPv6, an IPv4 socket. */
static int listen_as_set(const char *text, struct ppv1_endpoint *endpoint)
{
    const uint8_t *bytes = (const uint8_t *)text;

    if (ppv1_address_parse(bytes, strlen(text), &endpoint->address))
        return listen_on(*endpoint, false);
    endpoint->address = (struct ppv1_address){0, 0};
    int socket = listen_on(*endpoint, true);
    if (socket >= 0 || (errno != EAFNOSUPPORT && errno != EADDRNOTAVAIL))
        return socket;
    endpoint->address = ppv1_address_from_ipv4(0);
    return listen_on(*endpoint, false);
}

/* The kernel may have chosen the port. */
static void note_where(struct fe *fe, int socket)
{
    struct sockaddr_storage address = {0};
    socklen_t length = sizeof address;
    struct ppv1_endpoint endpoint;
    char text[ENDPOINT_TEXT_MAX];

    if (getsockname(socket, (struct sockaddr *)&address, &length) != 0 ||
        !endpoint_from_socket(&address, &endpoint))
        return;
    fe->port = endpoint.port;
    endpoint_write(endpoint, text);
    log_line(LOG_INFO, "listening on %s", text);
}

struct listener *listener_open(struct fe *fe)
{
    struct ppv1_endpoint endpoint = {.port = fe->settings->query_port};
    struct listener *listener = calloc(1, sizeof *listener);
    char text[ENDPOINT_TEXT_MAX];

    if (listener == NULL) {
        log_line(LOG_ERROR, "cannot listen: out of memory");
        return NULL;
    }
    int socket = listen_as_set(fe->settings->bind_address, &endpoint);
    if (socket < 0) {
        int error = errno;
        endpoint_write(endpoint, text);
        log_line(LOG_ERROR, "cannot listen on %s: %s", text, strerror(error));
        free(listener);
        return NULL;
    }
    listener->fe = fe;
    ev_io_init(&listener->ready, on_ready, socket, EV_READ);
    ev_timer_init(&listener->pause, on_pause_over, 0.0, 0.0);
    listener->ready.data = listener;
    listener->pause.data = listener;
    ev_io_start(fe->loop, &listener->ready);
    note_where(fe, socket);
    return listener;
}

void listener_close(struct listener *listener)
{
    if (listener == NULL)
        return;
    ev_io_stop(listener->fe->loop, &listener->ready);
    ev_timer_stop(listener->fe->loop, &listener->pause);
    close(listener->ready.fd);
    free(listener);
}
