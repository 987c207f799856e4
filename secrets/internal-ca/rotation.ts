/** A step of a rotation, besides issuing certificates for hosts that have none. */
export type RotationStep = 'renew' | 'new-ca' | 'forget-old-ca';
