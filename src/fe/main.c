#define _GNU_SOURCE 1
#include <errno.h>
#include <ev.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "accounts.h"
#include "audit.h"
#include "certificates.h"
#include "clock.h"
#include "config.h"
#include "endpoint.h"
#include "fe.h"
#include "listener.h"
#include "log.h"
#include "metrics_server.h"
#include "options.h"
#include "session.h"
#include "settings.h"

/* How long clients may take to read what is queued when the server stops. */
#define STOPPING_SECONDS 3.0

/* How often the log is told what it was spared. */
#define REPORT_SECONDS 1.0

/* The server, and what wakes it besides connections. */
struct server {
    struct fe fe;
    struct settings settings; /* in force */
    struct settings read;     /* as they were read the last time */
    const char *config;       /* fe.conf, or NULL */
    struct listener *listener;
    struct metrics_server *metrics; /* or NULL */
    ev_signal terminate;
    ev_signal interrupt;
    ev_signal hang_up;
    ev_timer report;
    ev_prepare look;
    ev_timer stopping;
};

/* ---- events ---- */

static void on_stopping_over(struct ev_loop *loop, ev_timer *timer, int events)
{
    (void)timer;
    (void)events;
    ev_break(loop, EVBREAK_ALL);
}

static void on_stop(struct ev_loop *loop, ev_signal *signal, int events)
{
    struct server *server = signal->data;

    (void)events;
    listener_close(server->listener);
    server->listener = NULL;
    if (server->fe.stopping || server->fe.connections.first == NULL) {
        ev_break(loop, EVBREAK_ALL);
        return;
    }
    log_line(LOG_INFO, "stopping");
    server->fe.stopping = true;
    ev_timer_start(loop, &server->stopping);
    connections_finish(&server->fe);
}

static void on_hang_up(struct ev_loop *loop, ev_signal *signal, int events)
{
    struct server *server = signal->data;

    (void)loop;
    (void)events;
    audit_reopen(server->fe.audit);
    config_reload(&server->settings, &server->read, server->config);
    if (!certificates_load(&server->fe))
        log_line(LOG_WARNING, "the certificate in use stays");
}

static void on_report(struct ev_loop *loop, ev_timer *timer, int events)
{
    struct server *server = timer->data;

    (void)loop;
    (void)events;
    log_quota_report(&server->fe.log_quota, clock_monotonic_ms());
}

static void on_look(struct ev_loop *loop, ev_prepare *look, int events)
{
    struct server *server = look->data;

    (void)loop;
    (void)events;
    server->fe.looked_ms = clock_monotonic_ms();
}

static void watch_signal(struct server *server, ev_signal *watcher,
                         void (*callback)(struct ev_loop *, ev_signal *, int),
                         int number)
{
    ev_signal_init(watcher, callback, number);
    watcher->data = server;
    ev_signal_start(server->fe.loop, watcher);
}

static void watch_events(struct server *server)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    watch_signal(server, &server->terminate, on_stop, SIGTERM);
    watch_signal(server, &server->interrupt, on_stop, SIGINT);
    watch_signal(server, &server->hang_up, on_hang_up, SIGHUP);
    ev_prepare_init(&server->look, on_look);
    server->look.data = server;
    ev_prepare_start(server->fe.loop, &server->look);
    ev_timer_init(&server->report, on_report, REPORT_SECONDS, REPORT_SECONDS);
    ev_timer_init(&server->stopping, on_stopping_over, STOPPING_SECONDS, 0.0);
    server->report.data = server;
    ev_timer_start(server->fe.loop, &server->report);
}

/* ---- start ---- */

/* Every connection is a descriptor: as many as we may have. */
static void raise_descriptors(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        log_line(LOG_WARNING, "cannot raise the number of descriptors: %s",
                 strerror(errno));
}

static bool make_folder(const char *key, const char *path)
{
    struct stat status;

    if (mkdir(path, 0750) == 0)
        return true;
    int error = errno;
    if (error == EEXIST && stat(path, &status) == 0) {
        if (S_ISDIR(status.st_mode))
            return true;
        error = ENOTDIR;
    }
    log_line(LOG_ERROR, "%s: cannot make folder %s: %s", key, path,
             strerror(error));
    return false;
}

/* The first address of this machine that others can reach, for the audit
 * log; if there is none, that of loopback. */
static struct ppv1_address own_address(void)
{
    struct ppv1_endpoint found = {.address =
                                      ppv1_address_from_ipv4(0x7f000001)};
    struct ifaddrs *all;

    if (getifaddrs(&all) != 0)
        return found.address;
    for (const struct ifaddrs *one = all; one != NULL; one = one->ifa_next) {
        struct sockaddr_storage address = {0};

        if (one->ifa_addr == NULL || one->ifa_addr->sa_family != AF_INET ||
            (one->ifa_flags & IFF_UP) == 0 ||
            (one->ifa_flags & IFF_LOOPBACK) != 0)
            continue;
        memcpy(&address, one->ifa_addr, sizeof(struct sockaddr_in));
        endpoint_from_socket(&address, &found);
        break;
    }
    freeifaddrs(all);
    return found.address;
}

static bool open_parts(struct server *server)
{
    struct fe *fe = &server->fe;
    const struct settings *settings = &server->settings;

    if (!certificates_load(fe) ||
        !make_folder("meta_dir", settings->meta_dir) ||
        !make_folder("audit_log_dir", settings->audit_log_dir))
        return false;
    fe->loop = ev_default_loop(0);
    if (fe->loop == NULL || !tally_init(&fe->waiting) ||
        !tally_init(&fe->addresses) || !tally_init(&fe->users)) {
        log_line(LOG_ERROR, "cannot set up the event loop");
        return false;
    }
    fe->audit = audit_open(settings, own_address());
    if (fe->audit == NULL)
        return false;
    fe->accounts = accounts_open(settings->meta_dir);
    if (fe->accounts == NULL)
        return false;
    watch_events(server);
    server->listener = listener_open(fe);
    if (server->listener == NULL)
        return false;
    if (settings->metrics_port != 0)
        server->metrics = metrics_server_open(fe);
    return settings->metrics_port == 0 || server->metrics != NULL;
}

static void close_parts(struct server *server)
{
    struct fe *fe = &server->fe;

    listener_close(server->listener);
    metrics_server_close(server->metrics);
    connections_drop(fe);
    tally_free(&fe->waiting);
    tally_free(&fe->addresses);
    tally_free(&fe->users);
    if (fe->accounts != NULL)
        accounts_close(fe->accounts);
    if (fe->audit != NULL)
        audit_close(fe->audit);
    if (fe->loop != NULL)
        ev_loop_destroy(fe->loop);
}

static enum exit_code run(struct server *server)
{
    enum exit_code code = EXIT_CODE_FAILED;

    raise_descriptors();
    if (settings_copy(&server->read, &server->settings) && open_parts(server)) {
        ev_run(server->fe.loop, 0);
        code = EXIT_CODE_GOOD;
    }
    close_parts(server);
    if (code == EXIT_CODE_GOOD)
        log_line(LOG_INFO, "stopped");
    return code;
}

static enum exit_code check(struct fe *fe, const struct options *options,
                            unsigned faults)
{
    if (!certificates_load(fe) || faults > 0)
        return EXIT_CODE_FAILED;
    printf("%s: the settings are good\n",
           options->config == NULL ? "defaults" : options->config);
    return EXIT_CODE_GOOD;
}

/* What was printed must have arrived. */
static enum exit_code finish(enum exit_code code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    log_line(LOG_ERROR, "cannot write to standard output: %s", strerror(errno));
    return EXIT_CODE_FAILED;
}

int main(int argc, char **argv)
{
    struct server server = {.fe = {.service = &mysql_session}};
    struct options options;
    enum exit_code code;

    if (!options_read(argc, argv, &options, &code))
        return (int)finish(code);
    if (!settings_init(&server.settings))
        return EXIT_CODE_FAILED;
    server.fe.settings = &server.settings;
    server.config = options.config;
    server.fe.started_ms = clock_monotonic_ms();
    unsigned faults = config_load(&server.settings, options.config);
    if (options.check)
        code = check(&server.fe, &options, faults);
    else
        code = faults > 0 ? EXIT_CODE_FAILED : run(&server);
    certificates_free(&server.fe);
    settings_free(&server.settings);
    settings_free(&server.read);
    return (int)finish(code);
}
