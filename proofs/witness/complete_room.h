/* What a line is completed in: a byte more than the longest has. */
#ifndef COMPLETE_ROOM_H
#define COMPLETE_ROOM_H

#include "ppv1/line.h"

#define COMPLETE_ROOM (PPV1_LINE_MAX + 1)

#endif
