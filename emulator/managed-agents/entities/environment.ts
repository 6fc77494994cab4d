import { z } from 'zod';
import { type Metadata, metadataPatchSchema, metadataSchema } from './metadata.ts';

const networkingSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('unrestricted') }),
  z.strictObject({
    type: z.literal('limited'),
    allow_mcp_servers: z.boolean().nullish(),
    allow_package_managers: z.boolean().nullish(),
    allowed_hosts: z.array(z.string()).nullish(),
  }),
]);

const packageList = z.array(z.string()).nullish();
const packagesSchema = z.strictObject({
  type: z.literal('packages').optional(),
  apt: packageList,
  cargo: packageList,
  gem: packageList,
  go: packageList,
  npm: packageList,
  pip: packageList,
});
type Packages = Readonly<z.infer<typeof packagesSchema>>;

const configSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('cloud'),
    networking: networkingSchema.nullish(),
    packages: packagesSchema.nullish(),
  }),
  z.strictObject({ type: z.literal('self_hosted') }),
]);
type ConfigParams = z.infer<typeof configSchema>;

export const environmentCreateSchema = z.strictObject({
  name: z.string().min(1),
  config: configSchema.nullish(),
  description: z.string().nullish(),
  metadata: metadataSchema.optional(),
  scope: z.enum(['organization', 'account']).nullish(),
});

export const environmentUpdateSchema = z.strictObject({
  name: z.string().min(1).nullish(),
  config: configSchema.nullish(),
  description: z.string().nullish(),
  metadata: metadataPatchSchema.optional(),
  scope: z.enum(['organization', 'account']).nullish(),
});

type Networking =
  | { type: 'unrestricted' }
  | {
      type: 'limited';
      allow_mcp_servers: boolean;
      allow_package_managers: boolean;
      allowed_hosts: readonly string[];
    };
type Config = { type: 'cloud'; networking: Networking; packages: Packages } | { type: 'self_hosted' };

/** An environment as the wire has it. */
export interface Environment {
  readonly id: string;
  readonly type: 'environment';
  name: string;
  description: string | null;
  config: Config;
  metadata: Metadata;
  readonly created_at: string;
  updated_at: string;
  archived_at: string | null;
  scope: 'organization';
}

/** What is not given stays as it was, or gets the service's default: a cloud with unrestricted networking. */
export function resolveConfig(params: ConfigParams | null | undefined, current?: Config): Config {
  if (params?.type === 'self_hosted') return { type: 'self_hosted' };
  const before = current?.type === 'cloud' ? current : undefined;
  const packages: Packages = params?.packages ?? before?.packages ?? {};
  return {
    type: 'cloud',
    networking: resolveNetworking(params?.networking, before?.networking),
    packages: {
      type: 'packages',
      apt: packages.apt ?? [],
      cargo: packages.cargo ?? [],
      gem: packages.gem ?? [],
      go: packages.go ?? [],
      npm: packages.npm ?? [],
      pip: packages.pip ?? [],
    },
  };
}

function resolveNetworking(
  params: z.infer<typeof networkingSchema> | null | undefined,
  current: Networking | undefined,
): Networking {
  if (params === null || params === undefined) return current ?? { type: 'unrestricted' };
  if (params.type === 'unrestricted') return { type: 'unrestricted' };
  const before = current?.type === 'limited' ? current : undefined;
  return {
    type: 'limited',
    allow_mcp_servers: params.allow_mcp_servers ?? before?.allow_mcp_servers ?? false,
    allow_package_managers: params.allow_package_managers ?? before?.allow_package_managers ?? false,
    allowed_hosts: params.allowed_hosts ?? before?.allowed_hosts ?? [],
  };
}
