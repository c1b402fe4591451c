// What MariaDB Connector/J sees:
// java ConnectorJ.java HOST PORT USER PASSWORD OTHER-USER
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.mariadb.jdbc.MariaDbPoolDataSource;

class ConnectorJ {
    static final String SQL =
        "SELECT 1 AS number, 'text' AS text, NULL AS nothing, -2";

    static String json(Object value) {
        return value == null || value instanceof Number ? "" + value
                                                        : "\"" + value + "\"";
    }

    static List<String> row(ResultSet rows) throws SQLException {
        List<String> values = new ArrayList<>();
        rows.next();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++)
            values.add(json(rows.getObject(i)));
        return values;
    }

    static String one(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            return row(statement.executeQuery(sql)).get(0);
        }
    }

    interface Trial {
        void run() throws SQLException;
    }

    static int errorOf(Trial trial) {
        try {
            trial.run();
            return 0;
        } catch (SQLException error) {
            return error.getErrorCode();
        }
    }

    static void say(String name, Object json) {
        System.out.printf("\"%s\": %s,%n", name, json);
    }

    static void pool(String url, String user, String password)
        throws SQLException {
        List<String> ids = new ArrayList<>();

        try (MariaDbPoolDataSource pool = new MariaDbPoolDataSource(
                 url + "&maxPoolSize=1&useResetConnection=true")) {
            pool.setUser(user);
            pool.setPassword(password);
            for (int i = 0; i < 3; i++) {
                try (Connection leased = pool.getConnection()) {
                    leased.setReadOnly(true);
                    leased.setAutoCommit(false);
                    leased.setTransactionIsolation(
                        Connection.TRANSACTION_READ_COMMITTED);
                    ids.add(one(leased, "SELECT CONNECTION_ID()"));
                    leased.rollback();
                }
            }
        }
        say("pool", ids);
    }

    public static void main(String[] args) throws SQLException {
        String root = System.getenv("FE_ROOT"); // of the server's certificate
        String url = "jdbc:mariadb://" + args[0] + ":" + args[1]
            + "/?useServerPrepStmts=true"
            + (root.isEmpty() ? "" : "&useSsl=true&serverSslCert=" + root);
        String user = args[2], password = args[3];

        System.out.println("{");
        try (Connection session =
                 DriverManager.getConnection(url, user, password)) {
            say("user", one(session, "SELECT USER()"));
            ResultSet rows =
                session.createStatement().executeQuery("SHOW PROCESSLIST");
            rows.next();
            say("host", json(rows.getString("Host")));
            say("text", List.of(row(session.createStatement()
                                        .executeQuery(SQL))));
            try (PreparedStatement statement = session.prepareStatement(SQL)) {
                say("prepared", List.of(row(statement.executeQuery())));
            }
            try (PreparedStatement statement =
                     session.prepareStatement("SELECT ?")) {
                statement.setString(1, "it's");
                say("parameter", row(statement.executeQuery()));
            }
            say("valid", session.isValid(5));
            say("errors", List.of(
                errorOf(() -> DriverManager.getConnection(url, user, "wrong")),
                errorOf(() -> one(session, "SELECT 1 FROM t"))));
        }
        pool(url, user, password);
        System.out.println("\"driver\": \"Connector/J\"}");
    }
}
