package trapline.app.database;

/** A newer version has changed the tables. Trying again with this version will not help. */
public final class DatabaseIsNewer extends RuntimeException {
    private static final long serialVersionUID = 1;

    DatabaseIsNewer(String change) {
        super(
                "A newer version of Trapline has changed the database: this one does not know the"
                        + " change '%s'.".formatted(change));
    }
}
