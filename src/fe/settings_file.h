/*
 * settings_file - reads fe.conf.
 *
 *   # a comment, to the end of the line
 *   key = value
 *   key = "value"
 *
 * Blanks around key and value do not count.  A comment may stand behind a
 * value if there is a blank before its #.  Inside quotes nothing is special.
 * Lines may end with CRLF.  A key may stand there once.
 */
#ifndef FE_SETTINGS_FILE_H
#define FE_SETTINGS_FILE_H

#include "settings.h"

/* Every fault is one line to the log: file, line, key, what is allowed.
 * Returns the number of faults. */
unsigned settings_file_load(struct settings *settings, const char *path);

#endif
