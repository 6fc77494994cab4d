/** A pin's agent and version, without where the file says so. */
export function toJsonSide({ agent, version }: { readonly agent: string; readonly version: number }): {
  agent: string;
  version: number;
} {
  return { agent, version };
}
