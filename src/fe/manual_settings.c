/*
 * manual_settings - writes fe.conf(5) at build time: the page on standard
 * input with the settings' table where its line @SETTINGS@ stands.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "settings.h"

/* Text as a page has it. */
static void put(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '-')
            fputs("\\-", stdout);
        else if (*text == '\\')
            fputs("\\e", stdout);
        else if (*text == '\'')
            fputs("\\(aq", stdout);
        else
            putchar(*text);
    }
}

static void put_setting(size_t index)
{
    const struct setting_row *row = settings_row(index);
    const char *initial = settings_default(index);
    char allowed[80];

    settings_allowed(index, allowed, sizeof allowed);
    printf(".TP\n.B ");
    put(row->key);
    printf("\n%c", toupper((unsigned char)row->comment[0]));
    put(row->comment + 1);
    printf(".\n.br\nType %s: ", row->type);
    put(allowed);
    printf(".\nDefault: ");
    put(*initial == '\0' ? "empty" : initial);
    printf(".\n%s.\n",
           row->dynamic ? "Dynamic" : "Changed by fe.conf and a restart only");
}

static void put_settings(void)
{
    for (size_t i = 0; i < settings_count(); i++)
        put_setting(i);
}

int main(void)
{
    char line[512];

    while (fgets(line, sizeof line, stdin) != NULL)
        if (strcmp(line, "@SETTINGS@\n") == 0)
            put_settings();
        else
            fputs(line, stdout);
    return ferror(stdin) || fflush(stdout) != 0 || ferror(stdout) ? 1 : 0;
}
