package trapline.api.delivery;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import trapline.api.access.Caller;
import trapline.delivery.Parking;

@Tag(name = "parking", description = "Whether messages are held back")
@RestController
@RequestMapping("/api/parking")
class ParkingController {
    private final Parking parking;

    ParkingController(Parking parking) {
        this.parking = parking;
    }

    /**
     * @param parked true: deliveries are taken in, none is sent
     */
    record Wanted(@NotNull Boolean parked) {}

    @Operation(
            summary = "Whether sending is parked",
            description = "For everybody, so that pages can say it.")
    @GetMapping
    Parking.State show() {
        return parking.state();
    }

    @Operation(
            summary = "Park sending, or go on",
            description =
                    "For server admins. While parked, deliveries are taken in and none is sent;"
                            + " afterwards all are, with all their patience.")
    @PutMapping
    Parking.State turn(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Wanted wanted) {
        return parking.turn(wanted.parked(), caller.shownAs());
    }
}
