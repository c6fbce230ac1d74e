package trapline.api.upload;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One file of a card.
 *
 * @param state receiving, taken, known or set-aside
 * @param sha256 of all of it, as the sender says
 */
record Upload(
        UUID uploadId,
        UUID cardId,
        String path,
        long sizeBytes,
        Optional<String> sha256,
        Optional<Instant> modifiedAt,
        String state,
        Optional<String> reason) {

    boolean isReceiving() {
        return state.equals("receiving");
    }
}
