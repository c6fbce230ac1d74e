package trapline.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import trapline.condition.CameraFacts.Views;

/** Compares what a camera's newest captures show with what its earlier ones did. */
record StoredViews(JdbcClient jdbc, UUID cameraId, Instant now) {
    /** A camera that was turned an hour ago must not be compared with itself. */
    private static final Duration EARLIER = Duration.ofDays(1);

    private static final Duration REMEMBERED = Duration.ofDays(14);
    private static final int MOST = 60;
    private static final int MOST_ALIKE = 3;

    @SuppressWarnings("ArrayRecordComponent") // never changed, and compared by its numbers only
    private record View(OffsetDateTime receivedAt, float[] cells) {}

    Views of(int newest) {
        var latest = read(now, now.minus(REMEMBERED), newest);
        if (latest.isEmpty()) {
            return Views.NONE;
        }
        var oldest = latest.get(latest.size() - 1).receivedAt().toInstant();
        var earlier = read(oldest.minus(EARLIER), oldest.minus(REMEMBERED), MOST);
        var among = new ArrayList<Double>();
        for (var i = 0; i < earlier.size(); i++) {
            var others = new ArrayList<>(earlier);
            among.add(likeness(others.remove(i), others));
        }
        among.sort(null);
        return new Views(
                latest.stream().map(one -> likeness(one, earlier)).toList(),
                among.isEmpty() ? 0 : among.get(among.size() / 2),
                earlier.size());
    }

    private List<View> read(Instant until, Instant from, int most) {
        return jdbc.sql(
                        """
                        select received_at, view from capture_detail
                         where camera_id = :camera and view is not null
                           and received_at <= :until and received_at > :from
                         order by received_at desc, capture_id desc limit :most
                        """)
                .param("camera", cameraId)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("most", most)
                .query(
                        (row, number) ->
                                new View(
                                        row.getObject("received_at", OffsetDateTime.class),
                                        cells((Float[]) row.getArray("view").getArray())))
                .list();
    }

    private static float[] cells(Float[] stored) {
        var cells = new float[stored.length];
        for (var i = 0; i < stored.length; i++) {
            cells[i] = stored[i];
        }
        return cells;
    }

    /** With the few that are most alike, so that a night is compared with nights. */
    private static double likeness(View one, List<View> others) {
        return others.stream()
                .map(other -> correlation(one.cells(), other.cells()))
                .sorted(Comparator.reverseOrder())
                .limit(MOST_ALIKE)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    /** Both are of mean 0 and length 1, so this is Pearson's. */
    private static double correlation(float[] a, float[] b) {
        var sum = 0.0;
        for (var i = 0; i < Math.min(a.length, b.length); i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
