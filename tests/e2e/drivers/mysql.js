// What mysql sees: node mysql.js HOST PORT USER PASSWORD OTHER-USER
// The other user has the same password.
const mysql = require("mysql");
const { promisify } = require("util");
const root = process.env.FE_ROOT; // of the server's certificate; "": no TLS
const ssl = root ? { ca: require("fs").readFileSync(root) } : undefined;
const [host, port, user, password, other] = process.argv.slice(2);
const account = { host, port, user, password, ssl };

// Calls a method that ends in a callback; an error is its number.
function call(object, method, ...values) {
  return promisify(object[method].bind(object))(...values);
}

async function main() {
  const session = mysql.createConnection(account);
  const seen = { errors: [] };
  try {
    await call(session, "connect");
  } catch (error) {
    console.log(JSON.stringify({ errors: [error.errno] }));
    return;
  }
  const one = async (sql) =>
    Object.values((await call(session, "query", sql))[0])[0];
  seen.user = await one("SELECT USER()");
  seen.host = (await call(session, "query", "SHOW PROCESSLIST"))[0].Host;
  const sql = "SELECT 1 AS number, 'text' AS text, NULL AS nothing, -2";
  seen.text = (await call(session, "query", sql)).map(Object.values);
  seen.statistics = (await call(session, "statistics")).message;
  await call(session, "ping");
  await call(session, "changeUser", { user: other, password });
  seen.changed = await one("SELECT USER()");
  await call(session, "end");

  const pool = mysql.createPool({ ...account, connectionLimit: 1 });
  seen.pool = [];
  for (let i = 0; i < 3; i++) {
    const leased = await call(pool, "getConnection");
    await call(leased, "beginTransaction");
    const rows = await call(leased, "query", "SELECT CONNECTION_ID() AS id");
    seen.pool.push(rows[0].id);
    await call(leased, "rollback");
    leased.release();
  }
  await call(pool, "end");

  const last = mysql.createConnection(account);
  await call(last, "connect");
  for (const trial of [
    () => call(mysql.createConnection({ ...account, password: "wrong" }),
               "connect"),
    () => call(last, "query", "SELECT 1 FROM t"),
    () => call(last, "changeUser", { user: other, password: "wrong" }),
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
