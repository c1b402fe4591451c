/* Made by grammar/generate from grammar/proxy_v1.rl with Ragel 6.10; never edited. */
/* #line 1 "grammar/proxy_v1.rl" */
/*
 * proxy_v1 - the PROXY protocol v1 header line: proxy-protocol.txt, 2.1.
 *
 *   PROXY TCP4 203.0.113.10 192.0.2.1 43025 9030\r\n
 *         |    |            |         |     |
 *         |    source       |         |     destination port
 *         protocol          |         source port
 *                           destination
 */

/* #line 50 "grammar/proxy_v1.rl" */


#include "machine.h"


/* #line 15 "gen/proxy_v1.c" */
static const int proxy_v1_start = 1;
static const int proxy_v1_error = 0;


/* #line 55 "grammar/proxy_v1.rl" */

struct step line_step(const uint8_t *bytes, size_t at, size_t n, int state)
{
    size_t p = at;
    const size_t pe = n;
    int cs = state;
    enum part part = PART_NONE;

    /* Entered in its error state, Ragel's code would come back to life. */
    if (cs != proxy_v1_error) {
        
/* #line 28 "gen/proxy_v1.c" */
	{
	if ( p == pe )
		goto _test_eof;
	switch ( cs )
	{
case 1:
	if ( ( bytes[p]) == 80u )
		goto st2;
	goto st0;
st0:
cs = 0;
	goto _out;
st2:
	if ( ++p == pe )
		goto _test_eof2;
case 2:
	if ( ( bytes[p]) == 82u )
		goto st3;
	goto st0;
st3:
	if ( ++p == pe )
		goto _test_eof3;
case 3:
	if ( ( bytes[p]) == 79u )
		goto st4;
	goto st0;
st4:
	if ( ++p == pe )
		goto _test_eof4;
case 4:
	if ( ( bytes[p]) == 88u )
		goto st5;
	goto st0;
st5:
	if ( ++p == pe )
		goto _test_eof5;
case 5:
	if ( ( bytes[p]) == 89u )
		goto st6;
	goto st0;
st6:
	if ( ++p == pe )
		goto _test_eof6;
case 6:
	if ( ( bytes[p]) == 32u )
		goto tr6;
	goto st0;
tr6:
/* #line 18 "grammar/proxy_v1.rl" */
	{ part = PART_PROXY;            {p++; cs = 7; goto _out;} }
	goto st7;
st7:
	if ( ++p == pe )
		goto _test_eof7;
case 7:
/* #line 82 "gen/proxy_v1.c" */
	switch( ( bytes[p]) ) {
		case 84u: goto st8;
		case 85u: goto st19;
	}
	goto st0;
st8:
	if ( ++p == pe )
		goto _test_eof8;
case 8:
	if ( ( bytes[p]) == 67u )
		goto st9;
	goto st0;
st9:
	if ( ++p == pe )
		goto _test_eof9;
case 9:
	if ( ( bytes[p]) == 80u )
		goto st10;
	goto st0;
st10:
	if ( ++p == pe )
		goto _test_eof10;
case 10:
	switch( ( bytes[p]) ) {
		case 52u: goto st11;
		case 54u: goto st17;
	}
	goto st0;
st11:
	if ( ++p == pe )
		goto _test_eof11;
case 11:
	if ( ( bytes[p]) == 32u )
		goto tr13;
	goto st0;
tr13:
/* #line 19 "grammar/proxy_v1.rl" */
	{ part = PART_SOURCE4;          {p++; cs = 12; goto _out;} }
	goto st12;
st12:
	if ( ++p == pe )
		goto _test_eof12;
case 12:
/* #line 124 "gen/proxy_v1.c" */
	if ( ( bytes[p]) == 32u )
		goto tr14;
	goto st0;
tr14:
/* #line 21 "grammar/proxy_v1.rl" */
	{ part = PART_DESTINATION4;     {p++; cs = 13; goto _out;} }
	goto st13;
tr20:
/* #line 22 "grammar/proxy_v1.rl" */
	{ part = PART_DESTINATION6;     {p++; cs = 13; goto _out;} }
	goto st13;
st13:
	if ( ++p == pe )
		goto _test_eof13;
case 13:
/* #line 137 "gen/proxy_v1.c" */
	if ( ( bytes[p]) == 32u )
		goto tr15;
	goto st0;
tr15:
/* #line 23 "grammar/proxy_v1.rl" */
	{ part = PART_SOURCE_PORT;      {p++; cs = 14; goto _out;} }
	goto st14;
st14:
	if ( ++p == pe )
		goto _test_eof14;
case 14:
/* #line 147 "gen/proxy_v1.c" */
	if ( ( bytes[p]) == 32u )
		goto tr16;
	goto st0;
tr16:
/* #line 24 "grammar/proxy_v1.rl" */
	{ part = PART_DESTINATION_PORT; {p++; cs = 15; goto _out;} }
	goto st15;
tr27:
/* #line 26 "grammar/proxy_v1.rl" */
	{ part = PART_TEXT;             {p++; cs = 15; goto _out;} }
	goto st15;
st15:
	if ( ++p == pe )
		goto _test_eof15;
case 15:
/* #line 160 "gen/proxy_v1.c" */
	if ( ( bytes[p]) == 13u )
		goto st16;
	goto st0;
st16:
	if ( ++p == pe )
		goto _test_eof16;
case 16:
	if ( ( bytes[p]) == 10u )
		goto tr18;
	goto st0;
tr18:
/* #line 27 "grammar/proxy_v1.rl" */
	{ part = PART_LINE;             {p++; cs = 26; goto _out;} }
	goto st26;
st26:
	if ( ++p == pe )
		goto _test_eof26;
case 26:
/* #line 177 "gen/proxy_v1.c" */
	goto st0;
st17:
	if ( ++p == pe )
		goto _test_eof17;
case 17:
	if ( ( bytes[p]) == 32u )
		goto tr19;
	goto st0;
tr19:
/* #line 20 "grammar/proxy_v1.rl" */
	{ part = PART_SOURCE6;          {p++; cs = 18; goto _out;} }
	goto st18;
st18:
	if ( ++p == pe )
		goto _test_eof18;
case 18:
/* #line 192 "gen/proxy_v1.c" */
	if ( ( bytes[p]) == 32u )
		goto tr20;
	goto st0;
st19:
	if ( ++p == pe )
		goto _test_eof19;
case 19:
	if ( ( bytes[p]) == 78u )
		goto st20;
	goto st0;
st20:
	if ( ++p == pe )
		goto _test_eof20;
case 20:
	if ( ( bytes[p]) == 75u )
		goto st21;
	goto st0;
st21:
	if ( ++p == pe )
		goto _test_eof21;
case 21:
	if ( ( bytes[p]) == 78u )
		goto st22;
	goto st0;
st22:
	if ( ++p == pe )
		goto _test_eof22;
case 22:
	if ( ( bytes[p]) == 79u )
		goto st23;
	goto st0;
st23:
	if ( ++p == pe )
		goto _test_eof23;
case 23:
	if ( ( bytes[p]) == 87u )
		goto st24;
	goto st0;
st24:
	if ( ++p == pe )
		goto _test_eof24;
case 24:
	if ( ( bytes[p]) == 78u )
		goto tr26;
	goto st0;
tr26:
/* #line 25 "grammar/proxy_v1.rl" */
	{ part = PART_UNKNOWN;          {p++; cs = 25; goto _out;} }
	goto st25;
st25:
	if ( ++p == pe )
		goto _test_eof25;
case 25:
/* #line 244 "gen/proxy_v1.c" */
	switch( ( bytes[p]) ) {
		case 13u: goto st16;
		case 32u: goto tr27;
	}
	goto st0;
	}
	_test_eof2: cs = 2; goto _test_eof; 
	_test_eof3: cs = 3; goto _test_eof; 
	_test_eof4: cs = 4; goto _test_eof; 
	_test_eof5: cs = 5; goto _test_eof; 
	_test_eof6: cs = 6; goto _test_eof; 
	_test_eof7: cs = 7; goto _test_eof; 
	_test_eof8: cs = 8; goto _test_eof; 
	_test_eof9: cs = 9; goto _test_eof; 
	_test_eof10: cs = 10; goto _test_eof; 
	_test_eof11: cs = 11; goto _test_eof; 
	_test_eof12: cs = 12; goto _test_eof; 
	_test_eof13: cs = 13; goto _test_eof; 
	_test_eof14: cs = 14; goto _test_eof; 
	_test_eof15: cs = 15; goto _test_eof; 
	_test_eof16: cs = 16; goto _test_eof; 
	_test_eof26: cs = 26; goto _test_eof; 
	_test_eof17: cs = 17; goto _test_eof; 
	_test_eof18: cs = 18; goto _test_eof; 
	_test_eof19: cs = 19; goto _test_eof; 
	_test_eof20: cs = 20; goto _test_eof; 
	_test_eof21: cs = 21; goto _test_eof; 
	_test_eof22: cs = 22; goto _test_eof; 
	_test_eof23: cs = 23; goto _test_eof; 
	_test_eof24: cs = 24; goto _test_eof; 
	_test_eof25: cs = 25; goto _test_eof; 

	_test_eof: {}
	_out: {}
	}

/* #line 66 "grammar/proxy_v1.rl" */
    }
    return (struct step){.part = part, .at = p, .state = cs};
}
