/*
 * metrics_text - the metrics in Prometheus' text format, version 0.0.4.
 */
#ifndef FE_METRICS_TEXT_H
#define FE_METRICS_TEXT_H

#include <stdbool.h>

#include "buffer.h"
#include "metrics.h"

#define METRICS_TEXT_TYPE "text/plain; version=0.0.4; charset=utf-8"

/* Appends all rows.  false: no memory, and the text is not whole. */
bool metrics_text(const struct metrics *metrics, struct buffer *text);

#endif
