#define _GNU_SOURCE 1
#include "metrics_server.h"

#include <errno.h>
#include <ev.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "buffer.h"
#include "fe.h"
#include "log.h"
#include "metrics_text.h"
#include "settings.h"

/* From accept to the last byte; and how long it waits when it cannot accept. */
#define REQUEST_SECONDS 2.0

/* Nothing in a request matters but its first line. */
#define REQUEST_MAX 4096

struct metrics_server {
    struct fe *fe;
    ev_io listening;
    ev_io client; /* its descriptor is -1 when there is none */
    ev_timer deadline;
    size_t received;
    char request[REQUEST_MAX];
    struct buffer answer;
};

static void on_request(struct ev_loop *loop, ev_io *client, int events);
static void on_writable(struct ev_loop *loop, ev_io *client, int events);

/* ---- one request, and the next ---- */

static void listen_again(struct metrics_server *server)
{
    struct ev_loop *loop = server->fe->loop;

    ev_timer_stop(loop, &server->deadline);
    if (server->client.fd >= 0) {
        ev_io_stop(loop, &server->client);
        close(server->client.fd);
        server->client.fd = -1;
    }
    buffer_free(&server->answer);
    server->received = 0;
    ev_io_start(loop, &server->listening);
}

static void on_deadline(struct ev_loop *loop, ev_timer *timer, int events)
{
    (void)loop;
    (void)events;
    listen_again(timer->data);
}

/* Without a descriptor for it, the client waits in the queue. */
static void on_connect(struct ev_loop *loop, ev_io *listening, int events)
{
    struct metrics_server *server = listening->data;
    int client =
        accept4(listening->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

    (void)events;
    if (client < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    ev_io_stop(loop, listening);
    ev_timer_set(&server->deadline, REQUEST_SECONDS, 0.0);
    ev_timer_start(loop, &server->deadline);
    if (client < 0)
        return;
    ev_io_init(&server->client, on_request, client, EV_READ);
    ev_io_start(loop, &server->client);
}

/* ---- the answer ---- */

static bool write_answer(struct buffer *answer, const char *status,
                         const struct buffer *body)
{
    char head[256];
    size_t n = buffer_length(body);
    int length = snprintf(head, sizeof head,
                          "HTTP/1.1 %s\r\nContent-Type: " METRICS_TEXT_TYPE
                          "\r\nContent-Length: %zu\r\nConnection: close\r\n"
                          "\r\n",
                          status, n);

    return buffer_append(answer, head, (size_t)length) &&
           (n == 0 || buffer_append(answer, body->bytes + body->begin, n));
}

static bool answer_metrics(struct metrics_server *server)
{
    struct buffer body = {0};

    metrics_sample(server->fe);
    bool done = metrics_text(&server->fe->metrics, &body) &&
                write_answer(&server->answer, "200 OK", &body);
    buffer_free(&body);
    return done;
}

static bool starts_with(const struct metrics_server *server, const char *text)
{
    size_t n = strlen(text);

    return server->received >= n && memcmp(server->request, text, n) == 0;
}

static bool answer(struct metrics_server *server)
{
    static const struct buffer nothing = {0};
    const char *status = "405 Method Not Allowed\r\nAllow: GET";

    if (starts_with(server, "GET /metrics HTTP/1."))
        return answer_metrics(server);
    if (memmem(server->request, server->received, "\r\n\r\n", 4) == NULL)
        status = "431 Request Header Fields Too Large";
    else if (starts_with(server, "GET "))
        status = "404 Not Found";
    return write_answer(&server->answer, status, &nothing);
}

/* ---- events of the client ---- */

static bool is_whole(const struct metrics_server *server)
{
    return server->received == REQUEST_MAX ||
           memmem(server->request, server->received, "\r\n\r\n", 4) != NULL;
}

static void on_request(struct ev_loop *loop, ev_io *client, int events)
{
    struct metrics_server *server = client->data;
    ssize_t n = recv(client->fd, server->request + server->received,
                     REQUEST_MAX - server->received, 0);

    (void)events;
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    server->received += n > 0 ? (size_t)n : 0;
    if (n <= 0 || (is_whole(server) && !answer(server))) {
        listen_again(server);
        return;
    }
    if (!is_whole(server))
        return;
    ev_io_stop(loop, client);
    ev_io_init(client, on_writable, client->fd, EV_WRITE);
    ev_io_start(loop, client);
}

static void on_writable(struct ev_loop *loop, ev_io *client, int events)
{
    struct metrics_server *server = client->data;
    struct buffer *bytes = &server->answer;
    ssize_t n = send(client->fd, bytes->bytes + bytes->begin,
                     buffer_length(bytes), MSG_NOSIGNAL);

    (void)loop;
    (void)events;
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n > 0)
        buffer_consume(bytes, (size_t)n);
    if (n <= 0 || buffer_length(bytes) == 0)
        listen_again(server);
}

/* ---- open and close ---- */

static int listen_on_loopback(uint16_t port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(port),
                                  .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int on = 1;
    int listening =
        socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    if (listening < 0)
        return -1;
    if (setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
        bind(listening, (struct sockaddr *)&address, sizeof address) == 0 &&
        listen(listening, 16) == 0)
        return listening;
    int error = errno;
    close(listening);
    errno = error;
    return -1;
}

struct metrics_server *metrics_server_open(struct fe *fe)
{
    struct metrics_server *server = calloc(1, sizeof *server);
    unsigned port = fe->settings->metrics_port;

    if (server == NULL) {
        log_line(LOG_ERROR, "cannot serve metrics: out of memory");
        return NULL;
    }
    int listening = listen_on_loopback((uint16_t)port);
    if (listening < 0) {
        log_line(LOG_ERROR, "metrics_port: cannot listen on 127.0.0.1:%u: %s",
                 port, strerror(errno));
        free(server);
        return NULL;
    }
    server->fe = fe;
    ev_io_init(&server->listening, on_connect, listening, EV_READ);
    ev_io_init(&server->client, on_request, -1, EV_READ);
    ev_timer_init(&server->deadline, on_deadline, 0.0, 0.0);
    server->listening.data = server;
    server->client.data = server;
    server->deadline.data = server;
    ev_io_start(fe->loop, &server->listening);
    log_line(LOG_INFO, "metrics are at http://127.0.0.1:%u/metrics", port);
    return server;
}

void metrics_server_close(struct metrics_server *server)
{
    if (server == NULL)
        return;
    listen_again(server);
    ev_io_stop(server->fe->loop, &server->listening);
    close(server->listening.fd);
    free(server);
}
