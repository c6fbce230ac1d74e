import { type ComponentType, useEffect, useState } from 'react';

/**
 * A part of the console whose code is fetched when it is first shown. It is shown as soon as it has
 * come: React's own waiting would show what it shows meanwhile for 300 ms at least.
 *
 * @param load fetches it
 * @param Meanwhile what stands in its place until then
 * @returns `fetched` fetches the code ahead of time; what fails there is said by `Later`, which throws it
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, Meanwhile: ComponentType<P>) {
  let known: ComponentType<P> | undefined;
  const fetched = () => load().then(part => (known = part));

  function Later(props: P) {
    const [came, setCame] = useState<{ Part?: ComponentType<P> | undefined; failure?: unknown }>({ Part: known });
    const { Part, failure } = came;
    useEffect(() => {
      if (Part) {
        return undefined;
      }
      let there = true;
      fetched().then(
        part => there && setCame({ Part: part }),
        reason => there && setCame({ failure: reason }),
      );
      return () => {
        there = false;
      };
    }, [Part]);
    if (failure) {
      throw failure;
    }
    return Part ? <Part {...props} /> : <Meanwhile {...props} />;
  }
  return { fetched, Later };
}
