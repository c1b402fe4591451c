#include <ppv1.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
    const char *bytes = "PROXY TCP4 203.0.113.10 10.0.0.5 56324 9030\r\n";
    struct ppv1_line line;
    uint8_t text[PPV1_ADDRESS_TEXT_MAX];
    size_t length;

    ppv1_parse((const uint8_t *)bytes, strlen(bytes), &line);
    if (line.answer != PPV1_ACCEPTED)
        return 1;
    length = ppv1_address_write(line.source, text);
    printf("%.*s %u\n", (int)length, (const char *)text,
           (unsigned)line.source_port);
    return 0;
}
