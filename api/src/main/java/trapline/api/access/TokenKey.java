package trapline.api.access;

/**
 * What access tokens of this installation are signed with: at least 24 random characters, kept
 * secret.
 */
public record TokenKey(String secret) {
    private static final int SHORTEST = 24;

    public TokenKey {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "the key for access tokens has fewer than %d characters".formatted(SHORTEST));
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "TokenKey[***]";
    }
}
