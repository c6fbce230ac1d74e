package trapline.observation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import trapline.project.Identifiers;

/**
 * All SQL by which people say what is on captures. What models found is never touched. Every change
 * raises the version and leaves a line in the history with what was before and after; whoever names
 * the version they saw changes nothing that somebody else has changed meanwhile.
 */
public class Reviews {
    private static final String BEGIN =
            """
            insert into review (capture_id, project_id, version, changed_at, changed_by)
            select capture_id, project_id, 0, :now, :who from capture where capture_id = :id
            on conflict (capture_id) do nothing
            """;

    private static final String SELECT = "select * from review where capture_id = :id";

    private static final String OBSERVATIONS =
            """
            select * from human_observation
             where capture_id = :id and superseded_at is null order by ordinal
            """;

    private static final String OBSERVE =
            """
            insert into human_observation (observation_id, capture_id, project_id, ordinal,
                observation_type, scientific_name, count, sex, life_stage, behavior, detection_id,
                observed_by, observed_at)
            select :observation, :id, project_id, :ordinal, :type, :name, :count, :sex, :stage,
                   :behavior, (select d.detection_id from detection d
                                where d.detection_id = cast(:detection as uuid)
                                  and d.capture_id = :id),
                   :who, :now
              from review where capture_id = :id
            """;

    private static final String REMEMBER =
            """
            insert into review_history (capture_id, number, at, who, what, before, after)
            select :id, coalesce(max(number), 0) + 1, :now, :who, :what, cast(:before as jsonb),
                   cast(:after as jsonb)
              from review_history where capture_id = :id
            """;

    private final JdbcClient jdbc;
    private final Identifiers identifiers;
    private final ObjectMapper json;
    private final Clock clock;

    public Reviews(JdbcClient jdbc, Identifiers identifiers, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
        this.json = json;
        this.clock = clock;
    }

    /** What became of a change. */
    public enum Outcome {
        DONE,
        /** It was so before; nothing was changed. */
        ALREADY,
        /** Somebody else has changed it since the version that was named. */
        STALE,
        /** There is no such capture. */
        UNKNOWN
    }

    /** One line of the history. */
    public record Entry(
            int number,
            java.time.Instant at,
            String who,
            String what,
            Optional<String> before,
            Optional<String> after) {}

    /** What people say of a capture; of one of which nobody has spoken, that. */
    public Review find(UUID captureId) {
        return stored(captureId).orElseGet(() -> nothing(captureId));
    }

    /**
     * Says what is on a capture. What was said before is kept, and counts no more.
     *
     * @param observations at least one: that nothing is there is said with {@code BLANK}
     */
    @Transactional
    public Outcome verify(
            UUID captureId, List<HumanObservation> observations, String who, OptionalInt version) {
        if (observations.isEmpty() || observations.size() > Review.MOST_OBSERVATIONS) {
            throw new UnusableObservation("observations", "must be 1 to 50; blank says: nothing");
        }
        if (observations.size() > 1
                && observations.stream()
                        .anyMatch(one -> one.type() == HumanObservation.Type.BLANK)) {
            throw new UnusableObservation("observations", "cannot be blank and something as well");
        }
        return change(
                captureId,
                who,
                version,
                "verified",
                before -> {
                    if (before.verified().isPresent()
                            && before.observations().equals(observations)) {
                        return false;
                    }
                    supersede(captureId);
                    for (var i = 0; i < observations.size(); i++) {
                        observe(captureId, i, observations.get(i), who);
                    }
                    update(captureId, "verified_at = :now, verified_by = :who", who);
                    return true;
                });
    }

    /** Takes back what people said is on it: the models' word counts again. */
    @Transactional
    public Outcome unverify(UUID captureId, String who, OptionalInt version) {
        return change(
                captureId,
                who,
                version,
                "unverified",
                before -> {
                    if (before.verified().isEmpty()) {
                        return false;
                    }
                    supersede(captureId);
                    update(captureId, "verified_at = null, verified_by = null", who);
                    return true;
                });
    }

    /** Changes note, tags, flag and whether it is hidden, all or nothing. */
    @Transactional
    public Outcome change(UUID captureId, Review.Change change, String who, OptionalInt version) {
        return change(captureId, who, version, "changed", before -> apply(before, change, who));
    }

    /** Adds and takes away tags, whatever others there are. */
    @Transactional
    public Outcome tag(UUID captureId, List<String> added, List<String> removed, String who) {
        return change(
                captureId,
                who,
                OptionalInt.empty(),
                "changed",
                before -> {
                    var tags = new TreeSet<>(before.tags());
                    tags.addAll(added);
                    removed.forEach(tags::remove);
                    var change =
                            new Review.Change(
                                    Optional.empty(),
                                    Optional.of(tags),
                                    Optional.empty(),
                                    Optional.empty());
                    return apply(before, change, who);
                });
    }

    /**
     * Says that somebody likes it, or no longer does. Twice is once.
     *
     * @param liked what is so from now on
     */
    @Transactional
    public Outcome like(UUID captureId, boolean liked, String who) {
        if (begin(captureId, who).isEmpty()) {
            return Outcome.UNKNOWN;
        }
        var sql =
                liked
                        ? "insert into capture_like (capture_id, who, liked_at)"
                                + " values (:id, :who, :now) on conflict do nothing"
                        : "delete from capture_like where capture_id = :id and who = :who"
                                + " and cast(:now as timestamptz) is not null";
        var changed =
                jdbc.sql(sql).param("id", captureId).param("who", who).param("now", now()).update();
        if (changed == 0) {
            return Outcome.ALREADY;
        }
        jdbc.sql(
                        """
                        update review set likes = (select count(*) from capture_like
                                                    where capture_id = :id)
                         where capture_id = :id
                        """)
                .param("id", captureId)
                .update();
        return Outcome.DONE;
    }

    /** Whether this person likes it. */
    public boolean likes(UUID captureId, String who) {
        return jdbc.sql(
                        "select exists (select 1 from capture_like"
                                + " where capture_id = :id and who = :who)")
                .param("id", captureId)
                .param("who", who)
                .query(Boolean.class)
                .single();
    }

    /** All that people changed, oldest first. */
    public List<Entry> history(UUID captureId) {
        return jdbc.sql("select * from review_history where capture_id = :id order by number")
                .param("id", captureId)
                .query(
                        (row, number) ->
                                new Entry(
                                        row.getInt("number"),
                                        row.getObject("at", OffsetDateTime.class).toInstant(),
                                        row.getString("who"),
                                        row.getString("what"),
                                        Optional.ofNullable(row.getString("before")),
                                        Optional.ofNullable(row.getString("after"))))
                .list();
    }

    private Outcome change(
            UUID captureId,
            String who,
            OptionalInt version,
            String what,
            Function<Review, Boolean> change) {
        var held = begin(captureId, who);
        if (held.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (version.isPresent() && version.getAsInt() != held.get().version()) {
            return Outcome.STALE;
        }
        if (!change.apply(held.get())) {
            return Outcome.ALREADY;
        }
        jdbc.sql(REMEMBER)
                .param("id", captureId)
                .param("now", now())
                .param("who", who)
                .param("what", what)
                .param("before", written(held.get()))
                .param("after", written(find(captureId)))
                .update();
        return Outcome.DONE;
    }

    /** The row, made if it is the first time, and held until the end of the transaction. */
    private Optional<Review> begin(UUID captureId, String who) {
        jdbc.sql(BEGIN).param("id", captureId).param("now", now()).param("who", who).update();
        return jdbc.sql(SELECT + " for no key update")
                .param("id", captureId)
                .query(this::review)
                .optional();
    }

    private boolean apply(Review before, Review.Change change, String who) {
        var note = change.note().orElse(before.note());
        var tags = change.tags().<List<String>>map(List::copyOf).orElse(before.tags());
        var flagged = change.flagged().orElse(before.flagged());
        var hidden = change.hidden().orElse(before.hidden());
        if (note.equals(before.note())
                && tags.equals(before.tags())
                && flagged == before.flagged()
                && hidden == before.hidden()) {
            return false;
        }
        jdbc.sql(
                        """
                        update review set note = :note, tags = :tags, flagged = :flagged,
                               hidden = :hidden, version = version + 1, changed_at = :now,
                               changed_by = :who
                         where capture_id = :id
                        """)
                .param("id", before.captureId())
                .param("note", note.orElse(null))
                .param("tags", tags.toArray(String[]::new))
                .param("flagged", flagged)
                .param("hidden", hidden)
                .param("now", now())
                .param("who", who)
                .update();
        return true;
    }

    /**
     * @param set one of this class's own words, never a caller's
     */
    private void update(UUID captureId, String set, String who) {
        jdbc.sql(
                        "update review set version = version + 1, changed_at = :now,"
                                + " changed_by = :who, %s where capture_id = :id".formatted(set))
                .param("id", captureId)
                .param("now", now())
                .param("who", who)
                .update();
    }

    private void supersede(UUID captureId) {
        jdbc.sql(
                        """
                        update human_observation set superseded_at = :now
                         where capture_id = :id and superseded_at is null
                        """)
                .param("id", captureId)
                .param("now", now())
                .update();
    }

    private void observe(UUID captureId, int ordinal, HumanObservation one, String who) {
        jdbc.sql(OBSERVE)
                .param("observation", identifiers.next())
                .param("id", captureId)
                .param("ordinal", ordinal)
                .param("type", one.type().id())
                .param("name", one.scientificName().map(String::strip).orElse(null))
                .param("count", one.count().isPresent() ? one.count().getAsInt() : null)
                .param("sex", one.sex().map(HumanObservation.Sex::id).orElse(null))
                .param("stage", one.lifeStage().map(HumanObservation.LifeStage::id).orElse(null))
                .param("behavior", one.behavior().map(String::strip).orElse(null))
                .param("detection", one.detectionId().orElse(null))
                .param("who", who)
                .param("now", now())
                .update();
    }

    private Optional<Review> stored(UUID captureId) {
        return jdbc.sql(SELECT).param("id", captureId).query(this::review).optional();
    }

    private Review review(ResultSet row, int number) throws SQLException {
        var captureId = row.getObject("capture_id", UUID.class);
        var at = row.getObject("verified_at", OffsetDateTime.class);
        var by = row.getString("verified_by");
        return new Review(
                captureId,
                row.getInt("version"),
                Optional.ofNullable(at).map(time -> new Review.Verified(by, time.toInstant())),
                row.getBoolean("flagged"),
                row.getBoolean("hidden"),
                Optional.ofNullable(row.getString("note")),
                Arrays.asList((String[]) row.getArray("tags").getArray()),
                row.getInt("likes"),
                jdbc.sql(OBSERVATIONS).param("id", captureId).query(Reviews::observation).list());
    }

    private static HumanObservation observation(ResultSet row, int number) throws SQLException {
        var count = row.getObject("count", Integer.class);
        return new HumanObservation(
                HumanObservation.Type.of(row.getString("observation_type")).orElseThrow(),
                Optional.ofNullable(row.getString("scientific_name")),
                count == null ? OptionalInt.empty() : OptionalInt.of(count),
                Optional.ofNullable(row.getString("sex")).flatMap(HumanObservation.Sex::of),
                Optional.ofNullable(row.getString("life_stage"))
                        .flatMap(HumanObservation.LifeStage::of),
                Optional.ofNullable(row.getString("behavior")),
                Optional.ofNullable(row.getObject("detection_id", UUID.class)));
    }

    private static Review nothing(UUID captureId) {
        return new Review(
                captureId,
                0,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                List.of(),
                0,
                List.of());
    }

    private String written(Review review) {
        ObjectNode node = json.createObjectNode();
        review.verified().ifPresent(v -> node.put("verifiedBy", v.by()));
        review.note().ifPresent(note -> node.put("note", note));
        node.put("flagged", review.flagged());
        node.put("hidden", review.hidden());
        var tags = node.putArray("tags");
        review.tags().forEach(tags::add);
        var observations = node.putArray("observations");
        for (var one : review.observations()) {
            var seen = observations.addObject();
            seen.put("observationType", one.type().id());
            one.scientificName().ifPresent(name -> seen.put("scientificName", name));
            one.count().ifPresent(count -> seen.put("count", count));
            one.sex().ifPresent(sex -> seen.put("sex", sex.id()));
            one.lifeStage().ifPresent(stage -> seen.put("lifeStage", stage.id()));
            one.behavior().ifPresent(behavior -> seen.put("behavior", behavior));
        }
        return node.toString();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
