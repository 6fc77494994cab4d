import type { Schema } from '../http/openapi.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { nodeId } from './common.ts';

/** The labels with these names; they are all in the store. */
export function renderLabels(world: World, names: readonly string[]): Schema<'label'>[] {
  const url = `${world.addresses.api}/repos/${fullNameOf(world.store.base())}/labels`;
  return names.flatMap((name) => {
    const label = world.store.labels.find((one) => one.name === name);
    if (label === undefined) return [];
    return [
      {
        id: label.id,
        node_id: nodeId('LA', label.id),
        url: `${url}/${encodeURIComponent(label.name)}`,
        name: label.name,
        color: label.color,
        default: false,
        description: null,
      },
    ];
  });
}
