"""certificates - a root, and servers' certificates that lead to it."""
import ssl
import subprocess


def _openssl(*words):
    ended = subprocess.run(["openssl", *map(str, words)], capture_output=True,
                           text=True, check=False)
    if ended.returncode != 0:
        raise AssertionError(f"openssl {words[0]}: {ended.stderr}")


class Root:
    """A root's certificate in folder/root.pem."""

    def __init__(self, folder):
        self._folder = folder
        self.path = folder / "root.pem"
        self._key = folder / "root.key"
        _openssl("req", "-x509", *self._new(self._key), "-subj", "/CN=root",
                 "-days", "2", "-out", self.path)

    def _new(self, key):
        return ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                "-nodes", "-keyout", key)

    def server(self, name, *addresses, days=2):
        """Settings for a certificate of these addresses, in <name>.pem."""
        certificate = self._folder / f"{name}.pem"
        key = self._folder / f"{name}.key"
        request = self._folder / f"{name}.csr"
        names = self._folder / f"{name}.ext"
        names.write_text("subjectAltName=" + ",".join(
            f"IP:{address}" for address in addresses or ["10.0.0.9"]))
        _openssl("req", *self._new(key), "-subj", f"/CN={name}",
                 "-out", request)
        _openssl("x509", "-req", "-in", request, "-CA", self.path,
                 "-CAkey", self._key, "-CAcreateserial", "-days", days,
                 "-extfile", names, "-out", certificate)
        return {"ssl_cert": certificate, "ssl_key": key}

    def context(self, **attributes):
        """What a client believes: this root, whatever the server's name."""
        context = ssl.create_default_context(cafile=str(self.path))
        context.check_hostname = False
        for name, value in attributes.items():
            setattr(context, name, value)
        return context
