export * from './progress';
export * from './report';
export * from './summary';
