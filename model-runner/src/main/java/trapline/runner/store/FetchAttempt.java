package trapline.runner.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Takes the file up where it is. */
final class FetchAttempt {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");
    private static final int CHUNK = 1 << 16;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Asking asking;
    private final Fetch.Patience patience;
    private final URI address;
    private final PartialFile file;
    private final boolean hashed;
    private final Stall stall;
    private final Fetch.Progress progress;

    /**
     * @param hashed whether the file's hash will be compared
     */
    FetchAttempt(
            Asking asking,
            Fetch.Patience patience,
            URI address,
            PartialFile file,
            boolean hashed,
            Stall stall,
            Fetch.Progress progress) {
        this.asking = asking;
        this.patience = patience;
        this.address = address;
        this.file = file;
        this.hashed = hashed;
        this.stall = stall;
        this.progress = progress;
    }

    /**
     * @throws TemporaryFailure if it ended early
     * @throws NotFetched if trying again will not help
     */
    void run() throws IOException, InterruptedException {
        // Without a hash or a version there is no telling whether two parts belong together.
        if (file.size() > 0 && !hashed && file.version().isEmpty()) {
            file.restart(Optional.empty());
        }
        var answer = asking.ask(address, file.size(), file.version());
        try (var body = answer.body()) {
            switch (answer.statusCode()) {
                case 200 -> whole(answer, body);
                case 206 -> rest(answer, body);
                case RANGE_NOT_SATISFIABLE -> beyond(answer);
                default -> throw refused(answer);
            }
        }
    }

    private void whole(HttpResponse<InputStream> answer, InputStream body) throws IOException {
        // Either this is the beginning, or the server knows no ranges or has another file now.
        file.restart(version(answer));
        receive(body, answer.headers().firstValueAsLong("Content-Length"));
    }

    private void rest(HttpResponse<InputStream> answer, InputStream body) throws IOException {
        var range = CONTENT_RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
        if (!range.matches() || Long.parseLong(range.group(1)) != file.size()) {
            file.restart(Optional.empty());
            throw new TemporaryFailure(
                    "the server sent another part than it was asked for", Duration.ZERO);
        }
        receive(body, OptionalLong.of(Long.parseLong(range.group(2)) + 1));
    }

    private void beyond(HttpResponse<InputStream> answer) throws IOException {
        var total =
                answer.headers()
                        .firstValue("Content-Range")
                        .filter(text -> text.equals("bytes */" + size()));
        if (total.isPresent() && file.size() > 0) {
            // Everything had arrived before.
            return;
        }
        file.restart(Optional.empty());
        throw new TemporaryFailure("the file there has another length now", Duration.ZERO);
    }

    private long size() {
        try {
            return file.size();
        } catch (IOException e) {
            return -1;
        }
    }

    private void receive(InputStream body, OptionalLong total) throws IOException {
        checkRoom(total);
        var buffer = new byte[CHUNK];
        progress.show(file.size(), total);
        while (true) {
            int count;
            try {
                count = stall.read(body, buffer);
            } catch (IOException e) {
                throw new TemporaryFailure(e);
            }
            if (count < 0) {
                break;
            }
            if (file.size() + count > patience.mostBytes()) {
                file.restart(Optional.empty());
                throw new NotFetched(tooLarge());
            }
            file.append(buffer, count);
            progress.show(file.size(), total);
        }
        if (total.isPresent() && file.size() != total.getAsLong()) {
            throw new TemporaryFailure(
                    "the connection ended after %d of %d bytes"
                            .formatted(file.size(), total.getAsLong()),
                    Duration.ZERO);
        }
    }

    private void checkRoom(OptionalLong total) throws IOException {
        if (total.orElse(0) > patience.mostBytes()) {
            throw new NotFetched(tooLarge());
        }
        var folder = file.folder();
        var free = Files.getFileStore(folder).getUsableSpace();
        var needed = total.orElse(0) - file.size() + patience.spareBytes();
        if (free < needed) {
            throw new NotFetched(
                    "There is too little room in %s: %d MB are free, %d MB are needed. Make room and try again."
                            .formatted(folder, free >> 20, (needed >> 20) + 1));
        }
    }

    private String tooLarge() {
        return "%s is larger than %d MB, which no model should be."
                .formatted(Asking.shown(address), patience.mostBytes() >> 20);
    }

    private IOException refused(HttpResponse<?> answer) {
        var status = answer.statusCode();
        if (status == TOO_MANY_REQUESTS || status >= 500) {
            var seconds =
                    answer.headers()
                            .firstValue("Retry-After")
                            .filter(text -> text.matches("\\d{1,3}"))
                            .map(Long::parseLong)
                            .orElse(0L);
            return new TemporaryFailure(
                    "the server answers %d".formatted(status),
                    Duration.ofSeconds(Math.min(seconds, 120)));
        }
        return new NotFetched(
                switch (status) {
                    case 404, 410 ->
                            "There is no file at %s any more (%d). Look at the model's page for its new address."
                                    .formatted(Asking.shown(address), status);
                    case 401, 403 ->
                            "The server of %s wants to know who asks (%d). Fetch the file with a browser, then use './trapline models import'."
                                    .formatted(Asking.shown(address), status);
                    case 407 -> Asking.PROXY_REFUSES;
                    default ->
                            "%s could not be fetched: the server answers %d."
                                    .formatted(Asking.shown(address), status);
                });
    }

    /** Of an answer: its strong tag, else its date. */
    private static Optional<String> version(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> answer.headers().firstValue("Last-Modified"));
    }
}
