#!/usr/bin/python3 -B
# Goal: what the manual pages tell to type works, and prints what they say.
import os
import subprocess

from lib import clients, manual
from lib.check import equal
from lib.programs import LISTENER, PPV1, ROOT
from lib.scene import Scene

PATH = ":".join([os.path.dirname(LISTENER), os.path.dirname(PPV1),
                 os.environ["PATH"]])


def shell(scene, command):
    return subprocess.run(command, shell=True, env={"PATH": PATH}, text=True,
                          cwd=scene.folder, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=60, check=False)


def only(page, beginning):
    """The example that begins like this."""
    (block,) = [block for block in manual.examples(page)
                if block.startswith(beginning)]
    return block


with Scene() as scene:
    fe = scene.listener()
    done = 0
    for page in ("fe.conf(5)", "fe-listener(8)"):
        for command, _ in manual.dialogues(page):
            equal(shell(scene, command).returncode, 0, command)
            done += 1
    dialogues = list(manual.dialogues("ppv1(1)"))
    for command, output in dialogues:
        equal(shell(scene, command).stdout, output, command)
        done += 1
    equal(done >= 5, True, "there are commands to type")

    # ppv1(3): a program, built of the library's sources, and what it says.
    (scene.folder / "who.c").write_text(only("ppv1(3)", "#include"))
    (built, _), (run, output) = manual.dialogues("ppv1(3)")
    built = built.replace("$(pkg-config --cflags --libs ppv1)",
                          f"-I {ROOT}/src/core {ROOT}/src/core/*.c "
                          f"{ROOT}/gen/proxy_v1.c")
    equal(shell(scene, f"{built} && {run}").stdout, output, run)

    # fe.conf(5): statements for root.
    statements = manual.statements("fe.conf(5)")
    equal(len(statements) >= 10, True, "there are statements to type")
    root = clients.log_in(scene.fe.connect("127.0.0.1"), "root", "")
    for sql in statements:
        clients.query(root, sql)
    for key in ("mysql_proxy_protocol_networks", "max_connections",
                "wait_timeout"):
        clients.query(root, f"SET GLOBAL {key} = DEFAULT")
    clients.query(root, "SET GLOBAL mysql_proxy_protocol_header_timeout_ms"
                        " = 10000")

    # fe-listener(8): from the first login to HAProxy's client.
    login = only("fe-listener(8)", "mariadb ").strip().split()
    ended = scene.fe.run([*login, "--skip-password", "--execute=SELECT 1"])
    equal((ended.returncode, ended.stderr), (0, ""), "the first login")
    for sql in manual.statements("fe-listener(8)"):
        clients.query(root, sql)
    scene.haproxy(only("fe-listener(8)", "listen mysql"))
    equal(clients.mariadb(scene.client, "app", "secret", "SELECT USER()"),
          [["app@203.0.113.10"]], "the client behind HAProxy")
