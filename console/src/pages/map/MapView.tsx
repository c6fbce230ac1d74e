import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { useEffect, useRef } from 'react';
import { clustered } from './clusters';

const NEAR_PIXELS = 44;
const SMALLEST = 7;
const LARGEST = 26;
const CLOSEST_ZOOM = 15;

export interface Place { id: string; name: string; latitude: number; longitude: number; value: number; text: string; to: string }
export interface Track { name: string; points: [number, number][] }
export interface Tiles { tiles?: string; attribution?: string }

/** Places as circles that grow and darken with their value, near ones as one, on a map if there is one. */
export function MapView({ label, places, tracks, tiles, clusterText, open, height = '60vh' }: { label: string; places: Place[]; tracks: Track[]; tiles: Tiles; clusterText: (count: number) => string; open: (to: string) => void; height?: string }) {
  const holder = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map | null>(null);
  const opening = useRef(open);
  opening.current = open;

  useEffect(() => {
    if (!holder.current) {
      return undefined;
    }
    const made = L.map(holder.current, { zoomSnap: 0.5, attributionControl: Boolean(tiles.attribution), minZoom: 1, maxZoom: 18, worldCopyJump: true, fadeAnimation: false, zoomAnimation: false });
    made.setView([20, 0], 2);
    made.attributionControl?.setPrefix(false);
    L.control.scale({ imperial: false }).addTo(made);
    if (tiles.tiles) {
      L.tileLayer(tiles.tiles, { ...(tiles.attribution ? { attribution: escaped(tiles.attribution) } : {}) }).addTo(made);
    }
    map.current = made;
    return () => {
      map.current = null;
      made.remove();
    };
  }, [tiles.tiles, tiles.attribution]);

  const ids = places.map(one => one.id).join(' ');
  const ways = tracks.map(one => one.points.join(' ')).join('|');
  useEffect(() => {
    const bounds = L.latLngBounds([...places.map(one => [one.latitude, one.longitude] as [number, number]), ...tracks.flatMap(one => one.points)]);
    if (map.current && bounds.isValid()) {
      map.current.fitBounds(bounds.pad(0.2), { maxZoom: CLOSEST_ZOOM, animate: false });
    }
    // Other numbers of the same places do not move the map away from where somebody looks.
  }, [ids, ways, tiles.tiles]);

  useEffect(() => {
    const shown = map.current;
    if (!shown) {
      return undefined;
    }
    const layer = L.layerGroup().addTo(shown);
    const draw = () => {
      layer.clearLayers();
      tracks.forEach(track => L.polyline(track.points, { color: '#cc79a7', weight: 2, dashArray: '6 6' }).bindTooltip(text(track.name)).addTo(layer));
      const most = Math.max(...places.map(one => one.value), 1e-9);
      const spots = places.map(one => ({ ...shown.latLngToLayerPoint([one.latitude, one.longitude]), of: one }));
      clustered(spots.map(one => ({ x: one.x, y: one.y, of: one.of })), NEAR_PIXELS).forEach(cluster => {
        const only = cluster.all.length === 1 ? cluster.all[0] : undefined;
        const value = Math.max(...cluster.all.map(one => one.value));
        const part = Math.sqrt(value / most);
        const at = shown.layerPointToLatLng([cluster.x, cluster.y]);
        const circle = L.circleMarker(at, { radius: only ? SMALLEST + part * (LARGEST - SMALLEST) : LARGEST, color: '#7a2e00', weight: 1.5, fillColor: '#d55e00', fillOpacity: 0.25 + 0.6 * part });
        circle.bindTooltip(text(only ? `${only.name}: ${only.text}` : `${clusterText(cluster.all.length)}: ${cluster.all.slice(0, 5).map(one => one.name).join(', ')}`));
        circle.on('click', () => (only ? opening.current(only.to) : shown.fitBounds(L.latLngBounds(cluster.all.map(one => [one.latitude, one.longitude] as [number, number])).pad(0.3), { animate: false, maxZoom: 17 })));
        circle.addTo(layer);
        if (!only) {
          L.marker(at, { interactive: false, keyboard: false, icon: L.divIcon({ className: 'cluster-count', html: text(String(cluster.all.length)), iconSize: [40, 20] }) }).addTo(layer);
        }
      });
    };
    draw();
    shown.on('zoomend', draw);
    return () => {
      shown.off('zoomend', draw);
      layer.remove();
    };
  }, [places, tracks, clusterText, tiles.tiles]);

  return <div ref={holder} role="application" aria-label={label} style={{ height }} className="map" />;
}

/** A name as an element, so that it is never taken for HTML. */
function text(words: string): HTMLElement {
  const element = document.createElement('span');
  element.textContent = words;
  return element;
}

function escaped(words: string): string {
  return text(words).innerHTML;
}
