package trapline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The domain's packages stand in one chain, and each uses only what stands left of it. */
@AnalyzeClasses(packages = "trapline", importOptions = ImportOption.DoNotIncludeTests.class)
class DirectionTest {
    private static final List<String> CHAIN =
            List.of(
                    "capture",
                    "detection",
                    "classification",
                    "observation",
                    "event",
                    "condition",
                    "alert",
                    "delivery");

    @ArchTest static final ArchRule stageKnowsNoOtherPackage = uses("stage", List.of());

    @ArchTest static final ArchRule blobKnowsNoOtherPackage = uses("blob", List.of());

    @ArchTest static final ArchRule projectKnowsNoOtherPackage = uses("project", List.of());

    @ArchTest
    static final ArchRule cameraKnowsProjectAndWhatLiesBeneath =
            uses("camera", List.of("project", "stage", "blob"));

    @ArchTest
    static final ArchRule captureUsesNothingRightOfIt = usesOnlyWhatStandsLeftOf("capture");

    @ArchTest
    static final ArchRule detectionUsesNothingRightOfIt = usesOnlyWhatStandsLeftOf("detection");

    @ArchTest
    static final ArchRule classificationUsesNothingRightOfIt =
            usesOnlyWhatStandsLeftOf("classification");

    @ArchTest
    static final ArchRule observationUsesNothingRightOfIt = usesOnlyWhatStandsLeftOf("observation");

    @ArchTest static final ArchRule eventUsesNothingRightOfIt = usesOnlyWhatStandsLeftOf("event");

    @ArchTest
    static final ArchRule conditionUsesNothingRightOfIt = usesOnlyWhatStandsLeftOf("condition");

    @ArchTest static final ArchRule alertUsesNothingRightOfIt = usesOnlyWhatStandsLeftOf("alert");

    @ArchTest
    static final ArchRule deliveryUsesNothingRightOfIt = usesOnlyWhatStandsLeftOf("delivery");

    @ArchTest
    static final ArchRule everyPackageHasItsPlaceInTheChain =
            classes().should().resideInAnyPackage(everyPackage());

    @ArchTest
    static final ArchRule knowsNeitherSpringBootNorHttpNorCamel =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework.boot..",
                            "org.springframework.web..",
                            "org.springframework.http..",
                            "org.springframework.context..",
                            "jakarta.servlet..",
                            "jakarta.mail..",
                            "java.net.http..",
                            "org.apache.camel..",
                            "ai.djl..");

    @ArchTest
    static final ArchRule aStepHasOnePublicVerb =
            classes().that().haveSimpleNameEndingWith("Step").should(haveOnePublicVerb());

    private static ArchRule usesOnlyWhatStandsLeftOf(String name) {
        var allowed = new ArrayList<>(List.of("camera", "project", "stage", "blob"));
        allowed.addAll(CHAIN.subList(0, CHAIN.indexOf(name)));
        return uses(name, allowed);
    }

    private static ArchRule uses(String name, List<String> others) {
        var allowed = new ArrayList<>(others);
        allowed.add(name);
        return noClasses()
                .that()
                .resideInAPackage("trapline." + name)
                .should()
                .dependOnClassesThat(areOursOutside(allowed));
    }

    private static DescribedPredicate<JavaClass> areOursOutside(List<String> allowed) {
        var names = allowed.stream().map(name -> "trapline." + name).collect(Collectors.toSet());
        return DescribedPredicate.describe(
                "are Trapline's, outside " + allowed,
                type ->
                        type.getPackageName().startsWith("trapline")
                                && !names.contains(type.getPackageName()));
    }

    private static String[] everyPackage() {
        var names = new ArrayList<>(List.of("camera", "project", "stage", "blob"));
        names.addAll(CHAIN);
        return names.stream().map(name -> "trapline." + name).toArray(String[]::new);
    }

    private static ArchCondition<JavaClass> haveOnePublicVerb() {
        return new ArchCondition<>("have one public verb") {
            @Override
            public void check(JavaClass step, ConditionEvents events) {
                var verbs =
                        step.getMethods().stream()
                                .filter(m -> m.getModifiers().contains(JavaModifier.PUBLIC))
                                .filter(m -> !m.getModifiers().contains(JavaModifier.SYNTHETIC))
                                .map(JavaMethod::getName)
                                .collect(Collectors.toSet());
                if (verbs.size() != 1) {
                    events.add(
                            SimpleConditionEvent.violated(
                                    step,
                                    "%s has the public verbs %s".formatted(step.getName(), verbs)));
                }
            }
        };
    }
}
