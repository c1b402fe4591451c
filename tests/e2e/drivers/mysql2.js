// What mysql2 sees: node mysql2.js HOST PORT USER PASSWORD OTHER-USER
// The other user has the same password.
const mysql2 = require("mysql2/promise");
const root = process.env.FE_ROOT; // of the server's certificate; "": no TLS
const ssl = root ? { ca: require("fs").readFileSync(root) } : undefined;
const [host, port, user, password, other] = process.argv.slice(2);
const account = { host, port, user, password, ssl,
                  rowsAsArray: true };

async function one(session, sql) {
  return (await session.query(sql))[0][0][0];
}

async function main() {
  const session = await mysql2.createConnection(account);
  const seen = { user: await one(session, "SELECT USER()") };
  const [rows, columns] = await session.query("SHOW PROCESSLIST");
  seen.host = rows[0][columns.map((column) => column.name).indexOf("Host")];
  const sql = "SELECT 1 AS number, 'text' AS text, NULL AS nothing, -2";
  seen.text = (await session.query(sql))[0];
  seen.prepared = (await session.execute(sql))[0];
  await session.ping();
  await session.changeUser({ user: other, password });
  seen.changed = await one(session, "SELECT USER()");
  await session.end();

  const pool = mysql2.createPool({ ...account, connectionLimit: 1,
                                   resetOnRelease: true });
  seen.pool = [];
  for (let i = 0; i < 3; i++) {
    const leased = await pool.getConnection();
    await leased.beginTransaction();
    seen.pool.push((await leased.execute("SELECT CONNECTION_ID()"))[0][0][0]);
    await leased.rollback();
    leased.release();
  }
  await pool.end();

  seen.errors = [];
  try {
    await mysql2.createConnection({ ...account, password: "wrong" });
  } catch (error) {
    seen.errors.push(error.errno);
  }
  const last = await mysql2.createConnection(account);
  for (const trial of [
    () => last.query("SELECT 1 FROM t"),
    () => last.execute("SELECT ?", [1]),
    () => last.changeUser({ user: other, password: "wrong" }),
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
