#include "scan_text.h"

struct scan scan_text(const uint8_t *s, size_t i, size_t n)
{
    size_t last = n < SCAN_TEXT_END_MAX ? n : SCAN_TEXT_END_MAX;
    size_t k = i;

    /*@ loop invariant range:   i <= k <= last;
        loop invariant no_crlf: NoCrlf(s, i, k, n);
        loop assigns k;
        loop variant last - k;
    */
    while (k < last && !(s[k] == '\r' && k + 1 < n && s[k + 1] == '\n'))
        k++;
    if (k == n)
        return (struct scan){.end = n, .answer = SCAN_MORE};
    if (s[k] != '\r')
        return (struct scan){.end = k, .answer = SCAN_TEXT_TOO_LONG};
    if (k + 1 == n)
        return (struct scan){.end = n, .answer = SCAN_MORE};
    if (s[k + 1] != '\n')
        return (struct scan){.end = k + 1, .answer = SCAN_TEXT_TOO_LONG};
    return (struct scan){.end = k, .answer = SCAN_DONE};
}
