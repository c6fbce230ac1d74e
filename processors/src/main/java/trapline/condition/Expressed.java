package trapline.condition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trapline.observation.Observations.Observation;

/**
 * Something is seen of which a condition holds that an admin wrote in Camel's Simple language.
 *
 * @param seen what must hold besides
 * @param text in the part of the language that {@link FreeText} lets through
 */
public record Expressed(Seen seen, String text) implements OnCapture {

    public Expressed {
        FreeText.check(text)
                .ifPresent(
                        wrong -> {
                            throw new IllegalArgumentException(wrong);
                        });
    }

    @Override
    public List<Observation> find(Look look) {
        return seen.find(look).stream()
                .filter(found -> look.expressions().holds(text, facts(look, found)))
                .toList();
    }

    private static Map<String, Object> facts(Look look, Observation found) {
        var time = look.cameraTime();
        var facts = new HashMap<String, Object>();
        facts.put("label", found.name());
        facts.put("count", found.count());
        facts.put("confidence", found.confidence());
        facts.put("camera", look.camera().name());
        facts.put("device", look.camera().deviceId());
        facts.put("site", look.camera().site().orElse(""));
        facts.put("place", look.camera().place());
        facts.put("tags", String.join(" ", look.camera().tags().stream().sorted().toList()));
        facts.put("hour", time.getHour());
        facts.put("minute", time.getMinute());
        facts.put("month", time.getMonthValue());
        facts.put("day", time.getDayOfMonth());
        facts.put("weekday", time.getDayOfWeek().getValue());
        facts.put("animals", total(look, "animal"));
        facts.put("persons", total(look, "person"));
        facts.put("vehicles", total(look, "vehicle"));
        return facts;
    }

    private static int total(Look look, String category) {
        return look.observations()
                .ofCategory(category, WORTH_COUNTING)
                .map(Observation::count)
                .orElse(0);
    }

    private static final double WORTH_COUNTING = 0.3;
}
