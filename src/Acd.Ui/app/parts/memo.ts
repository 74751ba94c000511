import { Component, h } from "preact";
import type { ComponentType, FunctionComponent } from "preact";

/** A component that is drawn anew only when a property is another one. Functions among the properties do not count. */
export function memo<P extends object>(Inner: FunctionComponent<P>): ComponentType<P> {
  return class Memo extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const names = Object.keys(next) as (keyof P)[];
      return names.some((name) => typeof next[name] !== "function" && !Object.is(next[name], this.props[name as keyof object]));
    }

    override render() {
      return h(Inner, this.props as P);
    }
  };
}
