import type { Config } from '../../config/schema';
import type { StoryContext } from './context';
import { defaultStory } from './stories/default';
import { doctor } from './stories/doctor';
import { exposeKraft, exposeZooKeeper } from './stories/expose';
import { grow } from './stories/grow';
import { internalTls } from './stories/internal-tls';
import { kill } from './stories/kill';
import { link } from './stories/link';
import { maintain } from './stories/maintain';
import { deadBroker, mistakes, wrongChecksum } from './stories/mistakes';
import { poison } from './stories/poison';
import { ports } from './stories/ports';
import { power } from './stories/power';
import { rename } from './stories/rename';
import { replace } from './stories/replace';
import { sasl } from './stories/sasl';
import { saslOn } from './stories/sasl-on';
import { scale } from './stories/scale';
import { secondListener } from './stories/second-listener';
import { tls } from './stories/tls';
import { upgrade } from './stories/upgrade';
import type { Step } from './story';

/** The steps of a story with one deployment. */
export type Story = (config: Config) => Step<StoryContext>[];

/** Every story by its name. */
export const SCENARIOS: Readonly<Record<string, Story>> = {
  default: defaultStory,
  rename,
  replace,
  scale,
  'second-listener': secondListener,
  grow,
  'expose-kraft': exposeKraft,
  'expose-zookeeper': exposeZooKeeper,
  poison,
  kill,
  link,
  upgrade,
  sasl,
  'sasl-on': saslOn,
  tls,
  'internal-tls': internalTls,
  mistakes,
  doctor,
  'wrong-checksum': wrongChecksum,
  'dead-broker': deadBroker,
  maintain,
  power,
  ports,
};
