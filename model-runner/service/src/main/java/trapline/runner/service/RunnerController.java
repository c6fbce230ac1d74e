package trapline.runner.service;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import trapline.runner.Box;
import trapline.runner.taxonomy.Seen;

/** Translates HTTP, and nothing else. */
@RestController
@RequestMapping("/v1")
class RunnerController {
    private static final int MOST_BOXES = 100;
    private static final int SMALLEST_PREVIEW = 64;
    private static final int LARGEST_PREVIEW = 1920;

    /** Detectors round, so a box may overshoot the picture by this much. */
    private static final double ROUNDING = 1e-4;

    /** Of a box whose detector is not known. */
    private static final double SURE = 1;

    private static final BoxNamer.Asked ALL = new BoxNamer.Asked(new Box(0, 0, 1, 1), Seen.NOTHING);

    private final Inference inference;
    private final SentPictures pictures;
    private final ModelsView models;

    RunnerController(Inference inference, SentPictures pictures, ModelsView models) {
        this.inference = inference;
        this.pictures = pictures;
        this.models = models;
    }

    /** Boxes of animals, people and vehicles. */
    @PostMapping("/detect")
    Answer.Analysis detect(
            HttpServletRequest request,
            @RequestParam(defaultValue = "0") double minConfidence,
            @RequestParam(required = false) Integer preview)
            throws IOException, ServletException, InterruptedException {
        var wanted =
                new Inference.Wanted(
                        fraction("minConfidence", minConfidence), Optional.empty(), side(preview));
        return inference.analyze(pictures.of(request).picture(), wanted);
    }

    /** Boxes, and names for the animals among them. */
    @PostMapping("/analyze")
    Answer.Analysis analyze(
            HttpServletRequest request,
            @RequestParam(defaultValue = "0") double minConfidence,
            @RequestParam(defaultValue = "0.2") double nameFrom,
            @RequestParam(required = false) Integer preview,
            @RequestParam(defaultValue = "false") boolean scores)
            throws IOException, ServletException, InterruptedException {
        var wanted =
                new Inference.Wanted(
                        fraction("minConfidence", minConfidence),
                        Optional.of(
                                new Inference.NamedFrom(
                                        fraction("nameFrom", nameFrom), wish(request, scores))),
                        side(preview));
        return inference.analyze(pictures.of(request).picture(), wanted);
    }

    /** Names for boxes; without any, for the whole picture. */
    @PostMapping("/classify")
    Answer.Naming classify(
            HttpServletRequest request, @RequestParam(defaultValue = "false") boolean scores)
            throws IOException, ServletException, InterruptedException {
        var wanted = new ArrayList<BoxNamer.Asked>();
        for (var one : values(request, "box")) {
            wanted.add(asked(one));
        }
        var wish = wish(request, scores);
        var sent = pictures.of(request);
        for (var one : sent.boxes()) {
            wanted.add(new BoxNamer.Asked(box(one), new Seen(Seen.ANIMAL, SURE)));
        }
        if (wanted.size() > MOST_BOXES) {
            throw wrong("There may be at most %d boxes.".formatted(MOST_BOXES));
        }
        return inference.classify(sent.picture(), wanted.isEmpty() ? List.of(ALL) : wanted, wish);
    }

    /** Names for looks whose scores are known, such as the pictures of one burst. */
    @PostMapping("/name")
    Answer.Renaming name(HttpServletRequest request) throws IOException {
        return inference.name(pictures.json(request, NameRequest.class));
    }

    @GetMapping("/models")
    ModelsView.Models models() {
        return models.list();
    }

    private static NamingWish wish(HttpServletRequest request, boolean scores) {
        return NamingWish.of(
                Optional.ofNullable(request.getParameter("country")),
                Optional.ofNullable(request.getParameter("region")),
                values(request, "only"),
                scores);
    }

    /** Read by hand: Spring would take the commas within one value for commas between values. */
    private static List<String> values(HttpServletRequest request, String name) {
        var given = request.getParameterValues(name);
        return given == null ? List.of() : List.of(given);
    }

    /** {@code x,y,width,height}, and {@code ,category,confidence} where a detector has spoken. */
    private static BoxNamer.Asked asked(String text) {
        var parts = text.split(",", 7);
        if (parts.length != 4 && parts.length != 6) {
            throw wrong("A box has four numbers: x, y, width, height.");
        }
        try {
            var box =
                    box(
                            Arrays.stream(parts)
                                    .limit(4)
                                    .map(part -> Double.valueOf(part.strip()))
                                    .toList());
            var seen =
                    parts.length == 4
                            ? new Seen(Seen.ANIMAL, SURE)
                            : new Seen(
                                    parts[4].strip(),
                                    fraction("box", Double.parseDouble(parts[5].strip())));
            return new BoxNamer.Asked(box, seen);
        } catch (NumberFormatException e) {
            throw wrong(
                    "A box is written as x,y,width,height, such as 0.1,0.2,0.5,0.4; ',animal,0.9'"
                            + " may follow.");
        }
    }

    private static Box box(List<Double> numbers) {
        if (numbers == null || numbers.size() != 4 || numbers.contains(null)) {
            throw wrong("A box has four numbers: x, y, width, height.");
        }
        var box = new Box(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
        if (!(box.x() >= 0
                && box.y() >= 0
                && box.width() > 0
                && box.height() > 0
                && box.x() + box.width() <= 1 + ROUNDING
                && box.y() + box.height() <= 1 + ROUNDING)) {
            throw wrong("A box must lie on the picture: fractions from 0 to 1.");
        }
        return box;
    }

    private static double fraction(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw wrong("The parameter %s must be between 0 and 1.".formatted(name));
        }
        return value;
    }

    private static Optional<Integer> side(Integer preview) {
        if (preview != null && (preview < SMALLEST_PREVIEW || preview > LARGEST_PREVIEW)) {
            throw wrong(
                    "The parameter preview must be between %d and %d."
                            .formatted(SMALLEST_PREVIEW, LARGEST_PREVIEW));
        }
        return Optional.ofNullable(preview);
    }

    private static Refused wrong(String message) {
        return new Refused(Refused.Reason.BAD_REQUEST, message);
    }
}
