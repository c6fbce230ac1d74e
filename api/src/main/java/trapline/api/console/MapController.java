package trapline.api.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@Tag(name = "insights")
@RestController
@RequestMapping("/api/map")
class MapController {
    private final MapTiles tiles;

    MapController(MapTiles tiles) {
        this.tiles = tiles;
    }

    @Operation(
            summary = "The background of maps",
            description = "Empty: none is set up, and nothing is asked of other hosts.")
    @GetMapping
    MapTiles show() {
        return tiles;
    }
}
