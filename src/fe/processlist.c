#include "processlist.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "endpoint.h"
#include "reply.h"
#include "session.h"

#define INFO_SHORT 100

/* As in StarRocks' column Info. */
#define INFO_FULL 32768

#define HOST_NAME_MAX_BYTES 256

static const struct reply_column columns[] = {
    {"ServerName", PACKET_TEXT},
    {"Id", PACKET_LONGLONG},
    {"User", PACKET_TEXT},
    {"Host", PACKET_TEXT},
    {"Db", PACKET_TEXT},
    {"Command", PACKET_TEXT},
    {"ConnectionStartTime", PACKET_TEXT},
    {"Time", PACKET_LONGLONG},
    {"State", PACKET_TEXT},
    {"Info", PACKET_TEXT},
    {"IsPending", PACKET_TEXT},
    {"Warehouse", PACKET_TEXT},
    {"CNGroup", PACKET_TEXT},
    {"Catalog", PACKET_TEXT},
    {"QueryId", PACKET_TEXT},
};

static void put_host(struct reply_result *result, struct ppv1_endpoint client)
{
    char text[ENDPOINT_TEXT_MAX];

    endpoint_write(client, text);
    reply_row_text(result, text);
}

static void put_time(struct reply_result *result, time_t seconds)
{
    char text[32] = "";
    struct tm local;

    if (localtime_r(&seconds, &local) != NULL)
        strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &local);
    reply_row_text(result, text);
}

static void put_info(struct reply_result *result, const char *info, bool full)
{
    char text[INFO_FULL + 1];

    if (info == NULL) {
        reply_row_text(result, NULL);
        return;
    }
    snprintf(text, full ? INFO_FULL + 1 : INFO_SHORT + 1, "%s", info);
    reply_row_text(result, text);
}

/* The last five are StarRocks' own: nothing here waits, and there are no
 * warehouses, groups, catalogs and query numbers. */
static void put_row(struct reply_result *result, const struct process *process,
                    const char *server, bool full)
{
    uint64_t elapsed_ms = clock_monotonic_ms() - process->since_ms;

    reply_row_begin(result);
    reply_row_text(result, server);
    reply_row_number(result, process->id);
    reply_row_text(result, process->user);
    put_host(result, process->client);
    reply_row_text(result, process->database);
    reply_row_text(result, process->command);
    put_time(result, process->connected);
    reply_row_number(result, elapsed_ms / 1000);
    reply_row_text(result, "OK");
    put_info(result, process->info, full);
    reply_row_text(result, "false");
    for (unsigned i = 0; i < 4; i++)
        reply_row_text(result, "");
    reply_row_end(result);
}

void processlist_send(struct session *session, bool full)
{
    bool all = session_has(session, ACCOUNT_PROCESS);
    char server[HOST_NAME_MAX_BYTES] = "";
    struct reply_result result;

    gethostname(server, sizeof server - 1);
    reply_result_begin(&result, session, columns,
                       sizeof columns / sizeof columns[0]);
    for (const struct process *process = session->fe->processes.first;
         process != NULL; process = process->next)
        if (all || strcmp(process->user, session->account.user) == 0)
            put_row(&result, process, server, full);
    reply_result_end(&result);
}
