package trapline.api.privacy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a project has decided.
 *
 * @param concealed whether people and vehicles are made unrecognisable on every picture
 * @param positionDigits decimals of a degree that leave the house; empty: all
 * @param sensitiveTaxa where there are any, only positions of cameras that have seen one of them
 *     are rounded
 * @param version counts the decisions, from 1; 0: nobody has decided yet
 */
public record ProjectPrivacy(
        boolean concealed,
        Optional<Integer> positionDigits,
        List<String> sensitiveTaxa,
        int version) {
    /** What is concealed where a project guards people. */
    public static final Set<String> PEOPLE = Set.of("person", "vehicle");

    /** As long as nobody has decided. */
    public static final ProjectPrivacy OPEN =
            new ProjectPrivacy(false, Optional.empty(), List.of(), 0);

    public ProjectPrivacy {
        sensitiveTaxa = List.copyOf(sensitiveTaxa);
    }
}
