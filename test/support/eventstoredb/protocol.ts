/**
 * The messages and services of EventStoreDB, as its client has them generated. They are CommonJS modules whose members can be found
 * by running them only, so each is imported whole.
 */
import { createRequire } from 'node:module';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import gossipServices from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import featuresServices from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import streamsServices from '@eventstore/db-client/generated/streams_grpc_pb.js';

export { features, gossip, shared, statuses, streams };

export const { GossipService } = gossipServices;
export const { ServerFeaturesService } = featuresServices;
export const { StreamsService } = streamsServices;

type Details = NonNullable<ReturnType<InstanceType<typeof statuses.Status>['getDetails']>>;

interface Packages {
  readonly Any: new () => Details;
}

const requireModule = createRequire(import.meta.url);

/** A message of any type, packed. Its types lie inside of the client's own folder, where only the client finds them. */
export const { Any } = requireModule('google-protobuf/google/protobuf/any_pb.js') as Packages;
