#!/usr/bin/python3 -B
# Goal: with a bad fe.conf fe-listener does not start: it ends with status 1
#       and names file, line, key and what is allowed.
from lib.check import contains, equal
from lib.programs import LISTENER
from lib.scene import Scene

CASES = [
    # a line of fe.conf, what the error names
    ("query_port = 65536", ["query_port", "0 to 65535"]),
    ("query_prot = 9030", ["query_prot"]),
    ("query_port", ["key = value"]),
    ("bind_address = fe.example", ["bind_address", "fe.example"]),
    ("mysql_proxy_protocol_networks = 10.0.0.0/33",
     ["mysql_proxy_protocol_networks", "10.0.0.0/33"]),
    ("mysql_proxy_protocol_header_timeout_ms = soon",
     ["mysql_proxy_protocol_header_timeout_ms", "soon", "0 to 3600000"]),
]

with Scene() as scene:
    conf = scene.folder / "fe.conf"
    for line, named in CASES:
        conf.write_text(f"# two lines before it\n\n{line}\n"
                        f"meta_dir = {scene.folder}/meta\n"
                        f"audit_log_dir = {scene.folder}/audit\n")
        for command in ([LISTENER, "--config", str(conf)],
                        [LISTENER, "--check", "--config", str(conf)]):
            ended = scene.fe.run(command)
            equal(ended.returncode, 1, f"exit status for {line!r}")
            for part in [f"{conf}:3: ", *named]:
                contains(ended.stderr, part, f"error for {line!r}")
    equal((scene.folder / "meta").exists(), False, "made a meta_dir")

    ended = scene.fe.run([LISTENER, "--config", str(scene.folder / "none")])
    equal(ended.returncode, 1, "exit status without the file")
    contains(ended.stderr, f"{scene.folder}/none", "error without the file")
