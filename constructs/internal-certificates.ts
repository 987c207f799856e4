/** Name of the variable with the CA that brokers and bastion trust. */
export const INTERNAL_CA = 'kafka_internal_ca';

/** Name of the variable with each host's private key and certificate, by its name. */
export const INTERNAL_CERTIFICATES = 'kafka_internal_certificates';
