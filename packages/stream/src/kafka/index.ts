export { createKafkaLog, type KafkaLogOptions } from './kafka-log.ts';
export { kafkaAccess } from './security.ts';
export { inspectKafka } from './inspection/inspect-kafka.ts';
