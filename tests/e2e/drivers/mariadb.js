// What mariadb sees: node mariadb.js HOST PORT USER PASSWORD OTHER-USER
// It changes its user on MariaDB servers only.
const mariadb = require("mariadb");
const { checkServerIdentity } = require("tls");
const root = process.env.FE_ROOT; // of the server's certificate; "": no TLS
const [host, port, user, password, other] = process.argv.slice(2);
// Of a server that is an address, it would check the name "localhost".
const ssl = root ? { ca: require("fs").readFileSync(root),
                     checkServerIdentity: (name, certificate) =>
                       checkServerIdentity(host, certificate) } : undefined;
const account = { host, port: Number(port), user, password,
                  ssl, rowsAsArray: true, bigIntAsNumber: true };

async function one(session, sql) {
  return (await session.query(sql))[0][0];
}

async function main() {
  const session = await mariadb.createConnection(account);
  const seen = { user: await one(session, "SELECT USER()") };
  const rows = await session.query({ sql: "SHOW PROCESSLIST",
                                     rowsAsArray: false });
  seen.host = rows[0].Host;
  const sql = "SELECT 1 AS number, 'text' AS text, NULL AS nothing, -2";
  seen.text = Array.from(await session.query(sql));
  const statement = await session.prepare(sql);
  seen.prepared = Array.from(await statement.execute());
  seen.errors = [];
  await session.reset();
  await statement.execute().catch((error) => seen.errors.push(error.errno));
  seen.reset = await one(session, "SELECT USER()");
  await session.ping();
  await session.end();

  const pool = mariadb.createPool({ ...account, connectionLimit: 1,
                                    resetAfterUse: true });
  seen.pool = [];
  for (let i = 0; i < 3; i++) {
    const leased = await pool.getConnection();
    await leased.beginTransaction();
    seen.pool.push((await leased.execute("SELECT CONNECTION_ID()"))[0][0]);
    await leased.release();
  }
  await pool.end();

  try {
    await mariadb.createConnection({ ...account, password: "wrong" });
  } catch (error) {
    seen.errors.push(error.errno);
  }
  const last = await mariadb.createConnection(account);
  last.on("error", () => {});
  for (const trial of [
    () => last.query("SELECT 1 FROM t"),
    () => last.execute("SELECT ?", [1]),
    () => last.changeUser({ user: other, password }),
  ]) {
    try {
      await trial();
    } catch (error) {
      seen.errors.push(error.errno);
    }
  }
  last.destroy();
  console.log(JSON.stringify(seen));
}

main();
