/*
 * A second reading of the PROXY protocol, version 1: one machine for the whole
 * line, in which everything is spelled out.  Nothing here was taken from
 * grammar/ or src/core; the IPv6 address is the ABNF of RFC 3986, 3.2.2.
 * Who includes it has `found`, the fields, and `at`, the place of a byte.
 */
%%{
    machine line;
    alphtype unsigned char;

    # --- numbers: proxy-protocol.txt 2.1, "heading zeroes are not permitted" --

    octet = "0"
          | [1-9]
          | [1-9] [0-9]
          | "1" [0-9] [0-9]
          | "2" [0-4] [0-9]
          | "25" [0-5];

    port = "0"
         | [1-9]
         | [1-9] [0-9]
         | [1-9] [0-9] [0-9]
         | [1-9] [0-9] [0-9] [0-9]
         | [1-5] [0-9] [0-9] [0-9] [0-9]
         | "6" [0-4] [0-9] [0-9] [0-9]
         | "65" [0-4] [0-9] [0-9]
         | "655" [0-2] [0-9]
         | "6553" [0-5];

    # --- addresses ---------------------------------------------------------

    ipv4 = octet "." octet "." octet "." octet;

    hex  = [0-9A-Fa-f];
    h16  = hex | hex hex | hex hex hex | hex hex hex hex;
    ls32 = h16 ":" h16 | ipv4;
    g    = h16 ":";

    ipv6 = g g g g g g ls32
         |                                           "::" g g g g g ls32
         | (h16)?                                    "::" g g g g ls32
         | (h16 | g h16)?                            "::" g g g ls32
         | (h16 | g h16 | g g h16)?                  "::" g g ls32
         | (h16 | g h16 | g g h16 | g g g h16)?      "::" g ls32
         | (h16 | g h16 | g g h16 | g g g h16
            | g g g g h16)?                          "::" ls32
         | (h16 | g h16 | g g h16 | g g g h16
            | g g g g h16 | g g g g g h16)?          "::" h16
         | (h16 | g h16 | g g h16 | g g g h16
            | g g g g h16 | g g g g g h16
            | g g g g g g h16)?                      "::";

    # --- the line ----------------------------------------------------------

    tcp4 = "TCP4 "
           ipv4 >{ found->begin[SOURCE] = at; }
                %{ found->end[SOURCE] = at; } " "
           ipv4 >{ found->begin[DESTINATION] = at; }
                %{ found->end[DESTINATION] = at; };

    tcp6 = "TCP6 "
           ipv6 >{ found->begin[SOURCE] = at; }
                %{ found->end[SOURCE] = at; } " "
           ipv6 >{ found->begin[DESTINATION] = at; }
                %{ found->end[DESTINATION] = at; };

    ports = port >{ found->begin[SOURCE_PORT] = at; }
                 %{ found->end[SOURCE_PORT] = at; } " "
            port >{ found->begin[DESTINATION_PORT] = at; }
                 %{ found->end[DESTINATION_PORT] = at; };

    crlf = "\r\n";
    text = any* - (any* crlf any*);

    line = "PROXY " (tcp4 " " ports
                     | tcp6 " " ports
                     | "UNKNOWN"
                     | "UNKNOWN " text) crlf;

    main := line;
}%%
