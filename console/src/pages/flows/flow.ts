/** The routes as /api/flows tells them. */
export interface Step { kind: string; label: string; total: number; failed: number; meanMillis: number; steps: Step[] }

export interface Route {
  routeId: string;
  capability: string;
  description: string;
  source?: string;
  state: string;
  since: string;
  total: number;
  failed: number;
  inFlight: number;
  meanMillis: number;
  leadsTo: string[];
  steps: Step[];
}

export interface Column { capability: string; routes: Route[] }

/** One column for each capability, in the order in which the API names them. */
export function columns(routes: Route[]): Column[] {
  const all: Column[] = [];
  for (const route of routes) {
    const column = all.find(one => one.capability === route.capability);
    if (column) {
      column.routes.push(route);
    } else {
      all.push({ capability: route.capability, routes: [route] });
    }
  }
  return all;
}

const MINUTE_MILLIS = 60_000;

/** A route that was made anew begins to count at 0; it has no rate yet. */
export function perMinute(before: Route[], now: Route[], millis: number): Record<string, number> {
  const rates: Record<string, number> = {};
  for (const route of now) {
    const earlier = before.find(one => one.routeId === route.routeId);
    if (earlier && route.total >= earlier.total && millis > 0) {
      rates[route.routeId] = ((route.total - earlier.total) * MINUTE_MILLIS) / millis;
    }
  }
  return rates;
}
