import type { Config } from '../../../config/schema';
import type { ScenarioContext } from '../context';
import type { ChaosSettings } from '../chaos/schedule';
import { chaos } from './chaos';
import { defaultScenario } from './default';
import { disk } from './disk';
import { doctor } from './doctor';
import { drift } from './drift';
import { exposeKraft, exposeZooKeeper } from './expose';
import { grow } from './grow';
import { internalTls } from './internal-tls';
import { kill } from './kill';
import { link } from './link';
import { maintain } from './maintain';
import { deadBroker, mistakes, wrongChecksum } from './mistakes';
import { poison } from './poison';
import { ports } from './ports';
import { power } from './power';
import { rename } from './rename';
import { replace } from './replace';
import { sasl } from './sasl';
import { saslOn } from './sasl-on';
import { scale } from './scale';
import { secondListener } from './second-listener';
import { tls } from './tls';
import { together } from './together';
import { upgrade } from './upgrade';
import type { Step } from '../scenario';

/** The steps of a scenario with one deployment. Only `chaos` has settings. */
export type Scenario = (config: Config, settings?: Partial<ChaosSettings>) => Step<ScenarioContext>[];

/** Every scenario by its name. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  default: defaultScenario,
  rename,
  replace,
  scale,
  'second-listener': secondListener,
  grow,
  'expose-kraft': exposeKraft,
  'expose-zookeeper': exposeZooKeeper,
  poison,
  kill,
  chaos,
  link,
  upgrade,
  sasl,
  'sasl-on': saslOn,
  tls,
  'internal-tls': internalTls,
  mistakes,
  disk,
  doctor,
  'wrong-checksum': wrongChecksum,
  'dead-broker': deadBroker,
  maintain,
  together,
  drift,
  power,
  ports,
};
