#define _GNU_SOURCE 1
#include "audit_roll.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "log.h"

#define NAME_MAX_LENGTH 64

/* A rotated file: of this day, the how manieth. */
struct rolled {
    char day[AUDIT_DAY_LENGTH + 1];
    unsigned number;
};

void audit_day(const char *line, size_t n, char day[AUDIT_DAY_LENGTH + 1])
{
    static const char form[] = "9999-99-99";
    size_t digits = 0;

    day[0] = '\0';
    if (n < AUDIT_STAMP_DAY)
        return;
    for (size_t i = 0; i < AUDIT_STAMP_DAY; i++) {
        bool is_digit = isdigit((unsigned char)line[i]) != 0;

        if (form[i] == '9' ? !is_digit : line[i] != '-') {
            day[0] = '\0';
            return;
        }
        if (is_digit)
            day[digits++] = line[i];
    }
    day[digits] = '\0';
}

static void write_name(const struct rolled *rolled, char name[NAME_MAX_LENGTH])
{
    snprintf(name, NAME_MAX_LENGTH, AUDIT_NAME ".%s-%u", rolled->day,
             rolled->number);
}

/* Only what write_name would write counts. */
static bool read_name(const char *name, struct rolled *rolled)
{
    char again[NAME_MAX_LENGTH];

    if (sscanf(name, AUDIT_NAME ".%8[0-9]-%9u", rolled->day, &rolled->number) !=
            2 ||
        strlen(rolled->day) != AUDIT_DAY_LENGTH)
        return false;
    write_name(rolled, again);
    return strcmp(name, again) == 0;
}

static bool is_older(const struct rolled *one, const struct rolled *other)
{
    int order = strcmp(one->day, other->day);

    return order < 0 || (order == 0 && one->number < other->number);
}

/* What is in the folder: how many, the oldest, and the day's last number. */
struct listing {
    unsigned files;
    struct rolled oldest;
    unsigned last;
};

static bool list(const char *folder, const char *day, struct listing *listing)
{
    DIR *stream = opendir(folder);
    const struct dirent *entry;
    struct rolled rolled;

    *listing = (struct listing){.files = 0};
    if (stream == NULL)
        return false;
    while ((entry = readdir(stream)) != NULL) {
        if (!read_name(entry->d_name, &rolled))
            continue;
        if (listing->files++ == 0 || is_older(&rolled, &listing->oldest))
            listing->oldest = rolled;
        if (strcmp(rolled.day, day) == 0 && rolled.number > listing->last)
            listing->last = rolled.number;
    }
    closedir(stream);
    return true;
}

static char *path_of(const char *folder, const struct rolled *rolled)
{
    char name[NAME_MAX_LENGTH];
    char *path;

    write_name(rolled, name);
    if (asprintf(&path, "%s/%s", folder, name) >= 0)
        return path;
    errno = ENOMEM;
    return NULL;
}

bool audit_roll(const char *folder, const char *path, const char *day)
{
    struct rolled rolled = {.number = 1};
    struct listing listing;

    if (!list(folder, day, &listing))
        return false;
    snprintf(rolled.day, sizeof rolled.day, "%s", day);
    rolled.number = listing.last + 1;
    char *to = path_of(folder, &rolled);
    bool done = to != NULL && rename(path, to) == 0;
    free(to);
    return done;
}

void audit_roll_prune(const char *folder, unsigned files)
{
    struct listing listing;

    while (list(folder, "", &listing) && listing.files > files) {
        char *path = path_of(folder, &listing.oldest);
        bool done = path != NULL && unlink(path) == 0;

        if (done)
            log_line(LOG_INFO, "audit_log_roll_num is %u: deleted %s", files,
                     path);
        else
            log_line(LOG_ERROR, "cannot delete an old audit log: %s",
                     strerror(errno));
        free(path);
        if (!done)
            return;
    }
}
