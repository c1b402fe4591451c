"""What is measured, in the order and by the names of the report."""
KINDS = {"tcp4-typical": "TCP4 typical", "tcp4-longest": "TCP4 longest",
         "tcp6-compressed": "TCP6 compressed", "tcp6-full": "TCP6 full",
         "unknown-short": "UNKNOWN short", "unknown-long": "UNKNOWN long",
         "reject-first": "refused at byte 0",
         "reject-late": "refused at an octet"}
PARSERS = {"ppv1": "ppv1_parse", "sscanf": "sscanf+inet_pton",
           "ragel": "Ragel -G2 *", "limit": "memchr+memcpy"}
COUNTS = (1, 10, 1000, 100000)
FAMILIES = {"ipv4": "IPv4", "ipv6": "IPv6"}
MATCHERS = {"ppv1": "ppv1_networks", "plain": "plain search",
            "linear": "linear scan"}
# The target is said of the networks' lists.
NETWORKS = {f"{family}-{count}": f"{FAMILIES[family]}, {count:,} {'entry' if count == 1 else 'entries'}"
            for family in FAMILIES for count in COUNTS}
SETS = {**NETWORKS, "hosts-1": "IPv6, 1 host", "hosts-10": "IPv6, 10 hosts"}
