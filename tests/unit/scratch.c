#define _GNU_SOURCE 1
#include "scratch.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CAPTURE "standard-error"

static char folder[SCRATCH_PATH_MAX / 2];
static int standard_error = -1;

const char *scratch_open(void)
{
    const char *under = getenv("TMPDIR");

    snprintf(folder, sizeof folder, "%.80s/ppv1-unit-XXXXXX",
             under == NULL ? "/tmp" : under);
    if (mkdtemp(folder) == NULL) {
        perror(folder);
        abort();
    }
    return folder;
}

void scratch_close(void)
{
    DIR *listing = opendir(folder);
    struct dirent *entry;

    if (listing == NULL)
        return;
    while ((entry = readdir(listing)) != NULL)
        unlink(scratch_path(entry->d_name));
    closedir(listing);
    rmdir(folder);
}

const char *scratch_path(const char *name)
{
    static char path[SCRATCH_PATH_MAX];

    snprintf(path, sizeof path, "%s/%.100s", folder, name);
    return path;
}

void scratch_write(const char *name, const void *bytes, size_t n)
{
    FILE *file = fopen(scratch_path(name), "w");

    if (file == NULL || fwrite(bytes, 1, n, file) != n || fclose(file) != 0)
        abort();
}

const char *scratch_read(const char *name)
{
    static char text[SCRATCH_TEXT_MAX + 1];
    FILE *file = fopen(scratch_path(name), "r");
    size_t n = 0;

    if (file != NULL) {
        n = fread(text, 1, SCRATCH_TEXT_MAX, file);
        fclose(file);
    }
    text[n] = '\0';
    return text;
}

void scratch_capture(void)
{
    int file = open(scratch_path(CAPTURE), O_WRONLY | O_CREAT | O_TRUNC, 0600);

    fflush(stderr);
    standard_error = dup(STDERR_FILENO);
    if (file < 0 || standard_error < 0 || dup2(file, STDERR_FILENO) < 0)
        abort();
    close(file);
}

const char *scratch_captured(void)
{
    fflush(stderr);
    dup2(standard_error, STDERR_FILENO);
    close(standard_error);
    return scratch_read(CAPTURE);
}
