import type { Config } from '../../../config/schema';
import type { Hurdle } from './hurdle';

const COPY = 'in a copy of the file';

/** What a deployment takes from a real account, which a simulated cloud that begins empty does not have. */
export function accountBound({ vpc, endpointService }: Config): Hurdle[] {
  const hurdles: Hurdle[] = [];
  if (vpc.id !== undefined) {
    hurdles.push({
      reason: `${vpc.id} exists in your account only`,
      remedy: `${COPY}, leave out vpc.id and every vswitchId: npx kafka-link start COPY`,
    });
  }
  if (endpointService.acceptedEndpoints.length > 0) {
    hurdles.push({
      reason: `${endpointService.acceptedEndpoints.join(', ')} exist in TiDB Cloud's account only`,
      remedy: `${COPY}, leave out endpointService.acceptedEndpoints: npx kafka-link start COPY`,
    });
  }
  return hurdles;
}

/** What the story of the rehearsal does not tell yet. */
export function notRehearsable(config: Config): Hurdle[] {
  if (config.cluster === 'existing') {
    return [
      {
        reason: 'the brokers of cluster: existing run in your account only',
        remedy: 'npm start, which builds some',
      },
    ];
  }
  const { stage, kafka } = config;
  const hurdles: Hurdle[] = [];
  if (stage === 'link') {
    hurdles.push({
      reason: 'stage: link builds no brokers yet',
      remedy: `${COPY}, set stage: full: npx kafka-link start COPY`,
    });
  }
  if (kafka.delivery === 'image') {
    hurdles.push({
      reason: 'the image of its hosts holds no archives',
      remedy: `${COPY}, set kafka.delivery: bastion, or url: npx kafka-link start COPY`,
    });
  }
  return hurdles;
}
